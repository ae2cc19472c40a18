/**
 * Everything at work on one machine; entry {@link dev.keyferry.app.demo.Demo}. A real server with a
 * gateway in its process, real charons as the gateway's and as customers' routers, an operator's
 * own connections. Depends on the lab and on the client of the public API.
 */
@NullMarked
package dev.keyferry.app.demo;

import org.jspecify.annotations.NullMarked;
