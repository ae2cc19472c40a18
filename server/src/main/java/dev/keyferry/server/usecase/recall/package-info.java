/**
 * What gateways hold beyond a store that was restored from an older backup, and what of it may be
 * taken over. The entry is {@link dev.keyferry.server.usecase.recall.Recall}. Depends on the domain
 * and on {@code usecase.identity}.
 */
@NullMarked
package dev.keyferry.server.usecase.recall;

import org.jspecify.annotations.NullMarked;
