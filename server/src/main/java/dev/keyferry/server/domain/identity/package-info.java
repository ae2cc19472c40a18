/**
 * How identities stand in the API. The entry is {@link
 * dev.keyferry.server.domain.identity.IdentityNotation}. Depends on {@code java.*}, {@code
 * javax.security.auth.x500} and the identifiers of {@code dev.keyferry.feed}.
 */
@NullMarked
package dev.keyferry.server.domain.identity;

import org.jspecify.annotations.NullMarked;
