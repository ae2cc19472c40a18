/**
 * Bodies of calls about edges and gateways. The entries are {@link
 * dev.keyferry.server.http.request.edge.EdgeBody} and {@link
 * dev.keyferry.server.http.request.edge.GatewayBody}.
 */
@NullMarked
package dev.keyferry.server.http.request.edge;

import org.jspecify.annotations.NullMarked;
