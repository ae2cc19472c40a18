/**
 * Makes requests that a careless or hostile client might send, drawn from a seed, to every route of
 * the API's description: nobody can add a route and forget it here. The entry is {@link
 * dev.keyferry.server.contract.hostile.HostileRequests}. Depends on {@code contract} only.
 */
@NullMarked
package dev.keyferry.server.contract.hostile;

import org.jspecify.annotations.NullMarked;
