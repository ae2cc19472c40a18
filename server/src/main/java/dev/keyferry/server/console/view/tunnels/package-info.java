/**
 * What the pages of tunnels show. Depends on {@code dev.keyferry.server.console.view} and on the
 * answers of use cases; one view alone has a key, the one time that it is shown.
 */
@NullMarked
package dev.keyferry.server.console.view.tunnels;

import org.jspecify.annotations.NullMarked;
