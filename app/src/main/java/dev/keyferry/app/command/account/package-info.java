/** The commands on accounts. Depends on {@code terminal} and {@code api}. */
@NullMarked
package dev.keyferry.app.command.account;

import org.jspecify.annotations.NullMarked;
