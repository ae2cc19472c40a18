/**
 * Where the server listens, and how it speaks TLS there: {@link
 * dev.keyferry.server.http.listen.TlsListener}. Depends on Jetty, on the certificates of {@code
 * dev.keyferry.server.tls} and on the limits of {@code dev.keyferry.server.http.limit}.
 */
@NullMarked
package dev.keyferry.server.http.listen;

import org.jspecify.annotations.NullMarked;
