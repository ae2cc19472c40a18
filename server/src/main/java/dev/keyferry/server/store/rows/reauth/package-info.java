/** The table of orders to reauthenticate. Depends on the feed's orders and identifiers. */
@NullMarked
package dev.keyferry.server.store.rows.reauth;

import org.jspecify.annotations.NullMarked;
