/**
 * What the pages of API tokens show. Depends on {@code dev.keyferry.server.console.view} and on the
 * domain; one view alone has a token's value, the one time that it is shown.
 */
@NullMarked
package dev.keyferry.server.console.view.tokens;

import org.jspecify.annotations.NullMarked;
