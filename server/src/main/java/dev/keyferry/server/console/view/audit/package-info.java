/**
 * What the page of the audit shows. Depends on {@code dev.keyferry.server.console.view} and on the
 * domain.
 */
@NullMarked
package dev.keyferry.server.console.view.audit;

import org.jspecify.annotations.NullMarked;
