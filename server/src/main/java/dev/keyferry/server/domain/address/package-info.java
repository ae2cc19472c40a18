/**
 * Addresses of hosts: {@link dev.keyferry.server.domain.address.IpAddress}, at which a tunnel can
 * end, and how any literal address is read and spelled. Values only. Depends on {@code java.*}.
 */
@NullMarked
package dev.keyferry.server.domain.address;

import org.jspecify.annotations.NullMarked;
