package dev.keyferry.server.store.copy;

import dev.keyferry.feed.id.Bytes;

/**
 * A table that is the same in two stores.
 *
 * @param digest SHA-256 over all rows, in a form that does not depend on the engine
 */
public record CopiedTable(String name, long rows, Bytes digest) {}
