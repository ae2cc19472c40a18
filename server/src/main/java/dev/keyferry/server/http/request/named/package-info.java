/**
 * Requests that their callers name, so that they take effect once: the name, and a hash of the body
 * by which another request under the same name is told apart. The entry is {@link
 * dev.keyferry.server.http.request.named.IdempotencyKey}.
 */
@NullMarked
package dev.keyferry.server.http.request.named;

import org.jspecify.annotations.NullMarked;
