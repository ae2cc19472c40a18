/**
 * Edges: {@link dev.keyferry.server.domain.edge.Edge}, its keys and the addresses bound to it.
 * Values only. Depends on {@code java.*} and the identifiers of {@code dev.keyferry.feed}.
 */
@NullMarked
package dev.keyferry.server.domain.edge;

import org.jspecify.annotations.NullMarked;
