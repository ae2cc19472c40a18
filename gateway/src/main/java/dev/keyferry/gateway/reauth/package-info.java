/**
 * Has peers of tunnels authenticate anew, by order of an operator, and finds out whether they have
 * the newest key. The entry is {@link dev.keyferry.gateway.reauth.Reauthentication}, which carries
 * out one order; {@link dev.keyferry.gateway.reauth.BegunOrders} remembers which were begun.
 *
 * <p>Nothing here is on the way of a key: it has connections to the charon of its own. Depends on
 * {@code dev.keyferry.vici} and on the gateway's desired, proof, watch and feed.
 */
@NullMarked
package dev.keyferry.gateway.reauth;

import org.jspecify.annotations.NullMarked;
