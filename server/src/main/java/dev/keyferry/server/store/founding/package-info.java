/**
 * What a store must have before it serves. The entry is {@link
 * dev.keyferry.server.store.founding.Foundation}.
 */
@NullMarked
package dev.keyferry.server.store.founding;

import org.jspecify.annotations.NullMarked;
