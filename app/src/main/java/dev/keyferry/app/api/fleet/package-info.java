/**
 * Calls of the API on edges and gateways: {@link dev.keyferry.app.api.fleet.Edges} and {@link
 * dev.keyferry.app.api.fleet.Gateways}. Depends on {@code api}.
 */
@NullMarked
package dev.keyferry.app.api.fleet;

import org.jspecify.annotations.NullMarked;
