/**
 * What the gateway tells the control plane: {@link dev.keyferry.gateway.progress.Progress} knows
 * which revisions are settled, {@link dev.keyferry.gateway.progress.Standing} how the gateway is as
 * a whole, and {@link dev.keyferry.gateway.progress.Reporter} sends both as soon as either changes.
 *
 * <p>Depends on {@code dev.keyferry.feed}.
 */
@NullMarked
package dev.keyferry.gateway.progress;

import org.jspecify.annotations.NullMarked;
