/**
 * The command {@code keyferry psk set}; entry {@link
 * dev.keyferry.app.command.psk.set.PskSetCommand}. A file becomes a plan; {@code SetRun} sends it
 * call by call and writes each step to a {@code journal}, so that an interrupted run goes on where
 * it ended; {@code FileSetting} does that for other commands too. Depends on the server's {@code
 * keyfile}, {@code api} and {@code command.terminal}.
 */
@NullMarked
package dev.keyferry.app.command.psk.set;

import org.jspecify.annotations.NullMarked;
