/**
 * What each call does: reads the request, calls one use case, writes its answer. The entries are
 * the handlers; each call is one method of them. Depends on the use cases, on {@code request} and
 * {@code answer}, and on Javalin's context.
 */
@NullMarked
package dev.keyferry.server.http.handler;

import org.jspecify.annotations.NullMarked;
