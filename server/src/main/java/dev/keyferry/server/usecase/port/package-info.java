/**
 * What the use cases need from outside: reads, the writer of changes, and what gateways confirm.
 * Adapters implement these; the entry is {@link dev.keyferry.server.usecase.port.Writer}. Depends
 * on the domain and on {@code dev.keyferry.feed}; nothing here can hold a key in clear.
 */
@NullMarked
package dev.keyferry.server.usecase.port;

import org.jspecify.annotations.NullMarked;
