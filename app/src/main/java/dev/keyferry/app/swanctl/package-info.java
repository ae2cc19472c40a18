/**
 * The connection that an operator's {@code swanctl.conf} needs for a tunnel; entry {@link
 * dev.keyferry.app.swanctl.SwanctlConnection}. Depends on what the API shows of a tunnel and on
 * {@code server.router}, which says the same to routers, and on {@code server.domain.identity}.
 */
@NullMarked
package dev.keyferry.app.swanctl;

import org.jspecify.annotations.NullMarked;
