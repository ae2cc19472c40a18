/**
 * A server of its own process with gateways elsewhere, linked by TLS: real agents, and simulated
 * ones where there are to be more than this machine has charons for.
 *
 * <p>Entry class: {@link dev.keyferry.bench.fleet.RemoteEdge}.
 *
 * <p>Depends on app, gateway, feed and the API's caller.
 */
@NullMarked
package dev.keyferry.bench.fleet;

import org.jspecify.annotations.NullMarked;
