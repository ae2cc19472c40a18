/**
 * How far a run of {@code keyferry psk set} is, on disk; entry {@link
 * dev.keyferry.app.command.psk.set.journal.Journal}. Holds no key. Depends on the server's {@code
 * keyfile} and on {@code api}.
 */
@NullMarked
package dev.keyferry.app.command.psk.set.journal;

import org.jspecify.annotations.NullMarked;
