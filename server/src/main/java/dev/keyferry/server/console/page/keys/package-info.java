/**
 * The page that sets many keys at once. Depends on {@code dev.keyferry.server.console.page} and on
 * the views.
 */
@NullMarked
package dev.keyferry.server.console.page.keys;

import org.jspecify.annotations.NullMarked;
