/**
 * The certificate by which the server shows itself to gateways and clients: one that an operator
 * gives, or one that the server's own authority issues. The entry is {@link
 * dev.keyferry.server.tls.Certificates}. Depends on the JDK, on Bouncy Castle, which makes
 * certificates and reads keys in PEM, and on {@code dev.keyferry.feed.seal} for files of secrets.
 */
@NullMarked
package dev.keyferry.server.tls;

import org.jspecify.annotations.NullMarked;
