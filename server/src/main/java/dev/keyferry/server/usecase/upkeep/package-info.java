/**
 * What the server does by itself, without a caller. The entry is {@link
 * dev.keyferry.server.usecase.upkeep.PurgeTombstones}. Depends on the domain and the ports.
 */
@NullMarked
package dev.keyferry.server.usecase.upkeep;

import org.jspecify.annotations.NullMarked;
