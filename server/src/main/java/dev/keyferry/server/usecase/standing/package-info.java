/**
 * Tells callers where keys stand: waits for gateways and puts into words what they confirmed. The
 * entry is {@link dev.keyferry.server.usecase.standing.Standings}. Depends on the domain, the ports
 * and the identifiers of {@code dev.keyferry.feed}.
 */
@NullMarked
package dev.keyferry.server.usecase.standing;

import org.jspecify.annotations.NullMarked;
