/**
 * Lets a request that its caller named take effect once, however often it comes. The entry is
 * {@link dev.keyferry.server.usecase.repeat.Once}. Depends on the domain and the ports.
 */
@NullMarked
package dev.keyferry.server.usecase.repeat;

import org.jspecify.annotations.NullMarked;
