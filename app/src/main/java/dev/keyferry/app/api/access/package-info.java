/**
 * Calls of the API on tokens; entry {@link dev.keyferry.app.api.access.Tokens}. Depends on {@code
 * api}.
 */
@NullMarked
package dev.keyferry.app.api.access;

import org.jspecify.annotations.NullMarked;
