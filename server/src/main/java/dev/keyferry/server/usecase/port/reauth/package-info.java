/**
 * What the use case that has peers authenticate anew needs of the store and of delivery. Depends on
 * {@code dev.keyferry.feed}.
 */
@NullMarked
package dev.keyferry.server.usecase.port.reauth;

import org.jspecify.annotations.NullMarked;
