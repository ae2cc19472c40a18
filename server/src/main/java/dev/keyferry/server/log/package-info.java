/**
 * What log lines have in common. The entry is {@link dev.keyferry.server.log.RequestScope}. Depends
 * on the domain and slf4j; every adapter may name it.
 */
@NullMarked
package dev.keyferry.server.log;

import org.jspecify.annotations.NullMarked;
