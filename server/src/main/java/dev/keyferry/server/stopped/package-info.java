/**
 * What an operator does at a server that does not run; entry {@link
 * dev.keyferry.server.stopped.StoppedServer}. Depends on {@code data}, the store and use cases.
 */
@NullMarked
package dev.keyferry.server.stopped;

import org.jspecify.annotations.NullMarked;
