/**
 * The commands on a whole store, to keep it, to move it, and to put it back ({@code
 * dev.keyferry.server.transfer} and {@link dev.keyferry.server.stopped.Recovery}, which gets what
 * the gateway's {@link dev.keyferry.gateway.desired.CacheReader} reads), and those on secrets that
 * are lost ({@code dev.keyferry.server.lost}). Depends on {@code terminal} besides.
 */
@NullMarked
package dev.keyferry.app.command.recover;

import org.jspecify.annotations.NullMarked;
