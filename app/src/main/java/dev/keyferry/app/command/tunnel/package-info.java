/** The commands on tunnels. Depends on {@code terminal} and {@code api}. */
@NullMarked
package dev.keyferry.app.command.tunnel;

import org.jspecify.annotations.NullMarked;
