/**
 * What happens to a key before it is stored: it is judged, compared by fingerprint and sealed. The
 * entry is {@link dev.keyferry.server.usecase.keys.KeySetter}. The only server code that reads a
 * key is here. Depends on the domain, the ports and {@code dev.keyferry.feed}.
 */
@NullMarked
package dev.keyferry.server.usecase.keys;

import org.jspecify.annotations.NullMarked;
