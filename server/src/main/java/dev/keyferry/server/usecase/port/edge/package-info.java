/**
 * What the use cases need to know of edges and gateways from outside: reads, what a decision sees
 * of them, and their feeds. The entry is {@link dev.keyferry.server.usecase.port.edge.Edges}.
 * Depends on the domain and on {@code dev.keyferry.feed}.
 */
@NullMarked
package dev.keyferry.server.usecase.port.edge;

import org.jspecify.annotations.NullMarked;
