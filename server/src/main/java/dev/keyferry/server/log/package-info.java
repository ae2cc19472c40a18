/**
 * What log lines have in common: {@link dev.keyferry.server.log.RequestScope} names the request,
 * and {@link dev.keyferry.server.log.WarnedOnce} says a thing once. Depends on the domain and
 * slf4j; every adapter may name it.
 */
@NullMarked
package dev.keyferry.server.log;

import org.jspecify.annotations.NullMarked;
