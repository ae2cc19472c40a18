/**
 * Edges and gateways as they stand in answers. The entries are {@link
 * dev.keyferry.server.http.answer.edge.EdgeJson} and {@link
 * dev.keyferry.server.http.answer.edge.GatewayJson}. Depends on the domain and the use cases.
 */
@NullMarked
package dev.keyferry.server.http.answer.edge;

import org.jspecify.annotations.NullMarked;
