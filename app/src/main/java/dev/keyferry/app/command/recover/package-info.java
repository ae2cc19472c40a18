/**
 * The commands on a whole store: to keep it, to move it, and to put it back. They hand what the
 * gateway's {@link dev.keyferry.gateway.desired.CacheReader} reads to the server's {@link
 * dev.keyferry.server.Recovery}. Depends on {@code terminal} besides.
 */
@NullMarked
package dev.keyferry.app.command.recover;

import org.jspecify.annotations.NullMarked;
