/**
 * What a tunnel's router is to be told, in the language of its brand; entry {@link
 * dev.keyferry.server.router.RouterProfile}. It holds no key and does no I/O: a key is written into
 * a {@link dev.keyferry.server.router.RouterConfiguration} on its way to an output and stays
 * nowhere. Depends on {@code feed.identity} and {@code feed.seal} only, so that the command and the
 * server can both use it.
 */
@NullMarked
package dev.keyferry.server.router;

import org.jspecify.annotations.NullMarked;
