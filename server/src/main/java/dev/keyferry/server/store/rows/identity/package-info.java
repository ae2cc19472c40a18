/**
 * Identities of tunnels as they are stored: which tunnel has one on an edge, what a tunnel's caller
 * gave, and what a record was sealed with. Depends on the domain, {@code dev.keyferry.feed} and
 * {@code dev.keyferry.server.store.rows}.
 */
@NullMarked
package dev.keyferry.server.store.rows.identity;

import org.jspecify.annotations.NullMarked;
