/**
 * The pages of edges and gateways, for operators. Depends on {@code
 * dev.keyferry.server.console.page} and on the views.
 */
@NullMarked
package dev.keyferry.server.console.page.gateways;

import org.jspecify.annotations.NullMarked;
