/**
 * What the page that sets many keys shows. Depends on {@code dev.keyferry.server.console.view} and
 * on {@code dev.keyferry.server.keyfile}; no view has a key.
 */
@NullMarked
package dev.keyferry.server.console.view.keys;

import org.jspecify.annotations.NullMarked;
