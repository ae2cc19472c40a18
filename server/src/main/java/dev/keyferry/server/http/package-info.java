/**
 * The HTTP API: routes, authentication, and one place that turns every failure into the public
 * envelope. The entry is {@link dev.keyferry.server.http.HttpServer}.
 *
 * <p>An adapter: a handler ({@code handler}) reads a request into values of the domain ({@code
 * request}), calls one use case and writes its answer ({@code answer}). Depends on the use cases
 * and the domain, on Javalin and Jetty; on no other adapter.
 */
@NullMarked
package dev.keyferry.server.http;

import org.jspecify.annotations.NullMarked;
