/**
 * An operator's own connections and keys, as charon understands the files that they stand in: what
 * the packages below read and {@code adopt.judge} judges. Depends on {@code feed}, on the rules of
 * {@code gateway} for connections, and on {@code adopt.source}; knows nothing of the API.
 */
@NullMarked
package dev.keyferry.app.adopt;

import org.jspecify.annotations.NullMarked;
