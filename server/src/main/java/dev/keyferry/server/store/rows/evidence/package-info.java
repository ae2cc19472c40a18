/**
 * The tables of what gateways saw of peers. The entries are the two rows. Depends on {@code
 * dev.keyferry.server.store.rows} and the domain.
 */
@NullMarked
package dev.keyferry.server.store.rows.evidence;

import org.jspecify.annotations.NullMarked;
