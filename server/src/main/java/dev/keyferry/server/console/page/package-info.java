/**
 * The pages of somebody who is signed in. Each is a {@link dev.keyferry.server.console.page.Page}.
 * Depends on use cases, on {@code view} and on the classes that the templates are made into.
 */
@NullMarked
package dev.keyferry.server.console.page;

import org.jspecify.annotations.NullMarked;
