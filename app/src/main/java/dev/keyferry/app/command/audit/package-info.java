/**
 * The commands {@code keyferry audit}. Depends on the API's client, on the server for the look at a
 * directory, and on {@code dev.keyferry.app.command.terminal}.
 */
@NullMarked
package dev.keyferry.app.command.audit;

import org.jspecify.annotations.NullMarked;
