/**
 * What the overview shows. Depends on {@code dev.keyferry.server.console.view} and on the line of a
 * tunnel.
 */
@NullMarked
package dev.keyferry.server.console.view.overview;

import org.jspecify.annotations.NullMarked;
