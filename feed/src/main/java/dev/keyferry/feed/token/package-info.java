/**
 * The secrets by which a gateway on a host of its own shows itself to the control plane: first an
 * {@link dev.keyferry.feed.token.EnrolmentToken}, once, and then its {@link
 * dev.keyferry.feed.token.GatewayToken}. Depends on {@code dev.keyferry.feed.id} and {@code
 * java.*}.
 */
@NullMarked
package dev.keyferry.feed.token;

import org.jspecify.annotations.NullMarked;
