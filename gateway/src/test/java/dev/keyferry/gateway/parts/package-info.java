/**
 * What the tests of the gateway share: a feed in memory, an edge with its keys, and proxies that
 * note or cut what they pass on to a charon. Depends on {@code feed} and the settings of the agent.
 */
@NullMarked
package dev.keyferry.gateway.parts;

import org.jspecify.annotations.NullMarked;
