/**
 * What an operator decides about secrets that are lost: {@link
 * dev.keyferry.server.usecase.lost.RenewKeys} and {@link
 * dev.keyferry.server.usecase.lost.AbandonKeys}. Depends on the domain, the ports, the MACs of
 * edges and gateways, and {@code dev.keyferry.feed}.
 */
@NullMarked
package dev.keyferry.server.usecase.lost;

import org.jspecify.annotations.NullMarked;
