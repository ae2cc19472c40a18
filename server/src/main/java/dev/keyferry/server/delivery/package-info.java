/**
 * Brings records to gateways and hears what they hold. The entry for gateways is {@link
 * dev.keyferry.server.delivery.Feeds}, for use cases {@link
 * dev.keyferry.server.delivery.progress.GatewayConfirmations}. Depends on the ports and {@code
 * dev.keyferry.feed}; never on the store, and it cannot name a key in clear.
 */
@NullMarked
package dev.keyferry.server.delivery;

import org.jspecify.annotations.NullMarked;
