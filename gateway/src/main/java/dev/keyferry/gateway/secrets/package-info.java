/**
 * Our secrets on a charon during one session: {@link dev.keyferry.gateway.secrets.Loader} works off
 * what is to be done, {@link dev.keyferry.gateway.secrets.CharonView} knows what the charon holds,
 * {@link dev.keyferry.gateway.secrets.Listings} looks whether that is still so, and {@link
 * dev.keyferry.gateway.secrets.Acknowledgements} keeps back what is not sure yet. All but {@link
 * dev.keyferry.gateway.secrets.Inbox} is confined to the session's thread.
 *
 * <p>Depends on {@code dev.keyferry.vici} and, within the gateway, on {@code rules}, {@code
 * desired}, {@code progress} and {@code watch}.
 */
@NullMarked
package dev.keyferry.gateway.secrets;

import org.jspecify.annotations.NullMarked;
