/**
 * The calls of gateways on other hosts ({@code docs/gateway-protocol.md}), over TLS only. The entry
 * is {@link dev.keyferry.server.http.gateway.GatewayRoutes}. Depends on the feed's wire forms, the
 * use cases for gateways, and on Javalin and Jetty.
 */
@NullMarked
package dev.keyferry.server.http.gateway;

import org.jspecify.annotations.NullMarked;
