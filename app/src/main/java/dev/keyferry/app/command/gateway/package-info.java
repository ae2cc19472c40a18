/** The commands on gateways. Depends on {@code terminal} and {@code api}. */
@NullMarked
package dev.keyferry.app.command.gateway;

import org.jspecify.annotations.NullMarked;
