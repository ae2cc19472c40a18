/**
 * How often somebody may call: {@link dev.keyferry.server.http.limit.RequestLimits} counts the
 * requests of each token, {@link dev.keyferry.server.http.limit.FailedAuthentications} the unknown
 * tokens of each address, {@link dev.keyferry.server.http.limit.Shares} and {@link
 * dev.keyferry.server.http.limit.Turns} deal out what each token may take of the server at once.
 * Depends on the domain only.
 */
@NullMarked
package dev.keyferry.server.http.limit;

import org.jspecify.annotations.NullMarked;
