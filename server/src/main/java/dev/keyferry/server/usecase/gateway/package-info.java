/**
 * Gateways on hosts of their own: named by an operator, enrolled by their hosts, drained and
 * revoked. The entry is {@link dev.keyferry.server.usecase.gateway.EnrolGateway}. Depends on the
 * domain, the ports and {@code dev.keyferry.feed}.
 */
@NullMarked
package dev.keyferry.server.usecase.gateway;

import org.jspecify.annotations.NullMarked;
