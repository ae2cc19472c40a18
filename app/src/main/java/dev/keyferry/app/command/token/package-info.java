/**
 * The commands on API tokens. Where a token's value goes is decided in {@link
 * dev.keyferry.app.command.token.ValueOutput}. Depends on {@code terminal} and {@code api.access}.
 */
@NullMarked
package dev.keyferry.app.command.token;

import org.jspecify.annotations.NullMarked;
