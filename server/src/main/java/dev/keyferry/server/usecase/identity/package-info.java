/**
 * Which identities a tunnel may have. {@link dev.keyferry.server.usecase.identity.EdgeNames} is the
 * port by which gateways' own names are known. Depends on the ports, the domain and {@code
 * dev.keyferry.feed}.
 */
@NullMarked
package dev.keyferry.server.usecase.identity;

import org.jspecify.annotations.NullMarked;
