/**
 * Which identities a tunnel has and may have. The entry is {@link
 * dev.keyferry.server.usecase.identity.Identities}; {@link
 * dev.keyferry.server.usecase.identity.EdgeNames} is its port to the gateways' own names. Depends
 * on the ports, the domain and {@code dev.keyferry.feed}.
 */
@NullMarked
package dev.keyferry.server.usecase.identity;

import org.jspecify.annotations.NullMarked;
