/**
 * The pages of API tokens. Depends on {@code dev.keyferry.server.console.page} and on the views.
 */
@NullMarked
package dev.keyferry.server.console.page.tokens;

import org.jspecify.annotations.NullMarked;
