/**
 * How peers of tunnels are made to authenticate anew: the orders that a gateway asks for, and what
 * came of them. The entry is {@link dev.keyferry.feed.reauth.Reauthenticating}. Depends on the
 * feed's identifiers.
 */
@NullMarked
package dev.keyferry.feed.reauth;

import org.jspecify.annotations.NullMarked;
