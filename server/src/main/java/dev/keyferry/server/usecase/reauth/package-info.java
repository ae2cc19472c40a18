/**
 * Has peers of tunnels authenticate anew by a key that was changed, and says whether they have it.
 * The entry is {@link dev.keyferry.server.usecase.reauth.Reauthenticate}. Depends on the domain,
 * the ports and the identifiers and orders of {@code dev.keyferry.feed}.
 */
@NullMarked
package dev.keyferry.server.usecase.reauth;

import org.jspecify.annotations.NullMarked;
