/**
 * How long a gateway may hold keys without its control plane. Begins at {@link
 * dev.keyferry.gateway.lease.Lease}; depends on nothing else of the gateway.
 */
@NullMarked
package dev.keyferry.gateway.lease;

import org.jspecify.annotations.NullMarked;
