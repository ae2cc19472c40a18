/**
 * What callers can ask for, one class for each act; the main one is {@link
 * dev.keyferry.server.usecase.SetPsks}. A request that is refused as a whole throws a {@link
 * dev.keyferry.server.usecase.refusal.Refusal}; the fate of each part of one that is not is in its
 * result.
 *
 * <p>Depends on the domain, on {@code dev.keyferry.feed} and on the ports in {@code usecase.port},
 * which the adapters implement.
 */
@NullMarked
package dev.keyferry.server.usecase;

import org.jspecify.annotations.NullMarked;
