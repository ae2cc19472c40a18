/**
 * Who sends a request, and the making and changing of API tokens, each change judged by what its
 * caller may do itself. The entry is {@link dev.keyferry.server.usecase.token.Authenticate}.
 * Depends on the domain and on the ports in {@code usecase.port}.
 */
@NullMarked
package dev.keyferry.server.usecase.token;

import org.jspecify.annotations.NullMarked;
