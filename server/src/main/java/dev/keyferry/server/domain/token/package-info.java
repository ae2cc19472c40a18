/**
 * API tokens: {@link dev.keyferry.server.domain.token.Token} is one as it is kept, {@link
 * dev.keyferry.server.domain.token.TokenValue} the secret that only its holder has. Values only.
 * Depends on {@code java.*}, on {@code domain.rights} and on the identifiers of {@code
 * dev.keyferry.feed}.
 */
@NullMarked
package dev.keyferry.server.domain.token;

import org.jspecify.annotations.NullMarked;
