/**
 * The official client of the public API, in Node, against a running server. {@link
 * OfficialClientTest} runs the script in {@code src/test/node}. Depends on the shared parts, and on
 * the server's for its description.
 */
@NullMarked
package dev.keyferry.e2e.client;

import org.jspecify.annotations.NullMarked;
