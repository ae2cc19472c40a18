/**
 * The secrets by which a gateway is known to its control plane: an {@link
 * dev.keyferry.feed.enrol.EnrolmentToken} makes it known once, a {@link
 * dev.keyferry.feed.enrol.GatewayToken} from then on. This package depends on the identifiers.
 */
@NullMarked
package dev.keyferry.feed.enrol;

import org.jspecify.annotations.NullMarked;
