/**
 * What commands ask about a tunnel's router; entry {@link
 * dev.keyferry.app.command.router.RouterOptions}. Depends on {@code swanctl} and {@code
 * server.router}.
 */
@NullMarked
package dev.keyferry.app.command.router;

import org.jspecify.annotations.NullMarked;
