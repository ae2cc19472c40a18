/**
 * The command {@code keyferry psk generate}; entry {@link
 * dev.keyferry.app.command.psk.generate.PskGenerateCommand}. Keys are durable in a {@code Handover}
 * before they are set, and are set from there by {@code command.psk.set}, so that a run that ended
 * is gone on with by {@code keyferry psk set}. Depends on that and on {@code command.router}.
 */
@NullMarked
package dev.keyferry.app.command.psk.generate;

import org.jspecify.annotations.NullMarked;
