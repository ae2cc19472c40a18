/**
 * How often somebody may call: {@link dev.keyferry.server.http.limit.RequestLimits} counts the
 * requests of each token, {@link dev.keyferry.server.http.limit.FailedAuthentications} the unknown
 * tokens of each address. Depends on the domain only.
 */
@NullMarked
package dev.keyferry.server.http.limit;

import org.jspecify.annotations.NullMarked;
