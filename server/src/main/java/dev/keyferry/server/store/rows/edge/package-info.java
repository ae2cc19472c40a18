/**
 * Edges and gateways as they stand in the database. The entries are {@link
 * dev.keyferry.server.store.rows.edge.EdgeRow} and {@link
 * dev.keyferry.server.store.rows.edge.GatewayRow}.
 */
@NullMarked
package dev.keyferry.server.store.rows.edge;

import org.jspecify.annotations.NullMarked;
