/**
 * The control plane in one process. The entry is {@link dev.keyferry.server.KeyferryServer}, which
 * wires the use cases to the store, to delivery and to the HTTP API; it may name all of them.
 */
@NullMarked
package dev.keyferry.server;

import org.jspecify.annotations.NullMarked;
