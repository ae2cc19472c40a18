/**
 * Gateways on hosts of their own, from the operator's word to the end of their rights: {@link
 * dev.keyferry.server.domain.gateway.Gateway}. Values only. Depends on {@code java.*} and the
 * identifiers of {@code dev.keyferry.feed}.
 */
@NullMarked
package dev.keyferry.server.domain.gateway;

import org.jspecify.annotations.NullMarked;
