/**
 * The pages of tunnels: their list, one of them, and the forms that generate and revoke its key.
 * Depends on {@code dev.keyferry.server.console.page} and on the views.
 */
@NullMarked
package dev.keyferry.server.console.page.tunnels;

import org.jspecify.annotations.NullMarked;
