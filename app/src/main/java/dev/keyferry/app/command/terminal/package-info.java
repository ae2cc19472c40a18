/**
 * What all commands share: where they read and print, the options of every call, tables and JSON;
 * entry {@link dev.keyferry.app.command.terminal.Terminal}. Depends on picocli, Jackson and {@code
 * api}.
 */
@NullMarked
package dev.keyferry.app.command.terminal;

import org.jspecify.annotations.NullMarked;
