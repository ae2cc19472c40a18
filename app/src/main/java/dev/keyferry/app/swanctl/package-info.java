/**
 * The connection that an operator's {@code swanctl.conf} needs for a tunnel; entry {@link
 * dev.keyferry.app.swanctl.SwanctlConnection}. Depends on the JDK and on what the API shows of a
 * tunnel.
 */
@NullMarked
package dev.keyferry.app.swanctl;

import org.jspecify.annotations.NullMarked;
