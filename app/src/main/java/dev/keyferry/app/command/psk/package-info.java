/** The commands on pre-shared keys. Depends on {@code terminal} and {@code api}. */
@NullMarked
package dev.keyferry.app.command.psk;

import org.jspecify.annotations.NullMarked;
