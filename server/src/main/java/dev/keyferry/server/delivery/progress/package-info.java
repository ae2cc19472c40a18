/**
 * How far each gateway is, and who waits for that; entry {@link
 * dev.keyferry.server.delivery.progress.GatewayConfirmations}. What gateways say to other servers
 * comes over the progress board. Depends on {@code delivery.fleet} and on the ports.
 */
@NullMarked
package dev.keyferry.server.delivery.progress;

import org.jspecify.annotations.NullMarked;
