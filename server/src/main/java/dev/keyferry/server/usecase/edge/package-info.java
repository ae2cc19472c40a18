/**
 * Edges, their keys and their addresses, as an operator makes and changes them. The entry is {@link
 * dev.keyferry.server.usecase.edge.CreateEdge}. Depends on the domain, the ports, {@code standing}
 * for what is told after a change, and {@code dev.keyferry.feed}.
 */
@NullMarked
package dev.keyferry.server.usecase.edge;

import org.jspecify.annotations.NullMarked;
