/**
 * The bodies that make and change API tokens. The entry is {@link
 * dev.keyferry.server.http.request.token.TokenBody}. Depends on {@code http.request} and on the use
 * cases of tokens.
 */
@NullMarked
package dev.keyferry.server.http.request.token;

import org.jspecify.annotations.NullMarked;
