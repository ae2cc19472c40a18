/**
 * How keys are shown: where each stands on its gateways, what peers did with it, and the answers of
 * the calls that set keys. The entry is {@link dev.keyferry.server.http.answer.key.PskJson}.
 * Depends on {@code dev.keyferry.server.http.answer} and on what it shows.
 */
@NullMarked
package dev.keyferry.server.http.answer.key;

import org.jspecify.annotations.NullMarked;
