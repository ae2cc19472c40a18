/**
 * The command that shows who tried to come up and failed. The entry is {@link
 * dev.keyferry.app.command.explain.ExplainCommand}. Depends on {@code dev.keyferry.app.api} and the
 * terminal.
 */
@NullMarked
package dev.keyferry.app.command.explain;

import org.jspecify.annotations.NullMarked;
