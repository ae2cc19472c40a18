/**
 * What Keyferry is measured against: the same secrets loaded by the least code that can, and by
 * strongSwan's own swanctl(8).
 *
 * <p>Entry classes: {@link dev.keyferry.bench.yardstick.BareVici} and {@link
 * dev.keyferry.bench.yardstick.Swanctl}.
 *
 * <p>Depends on the JDK alone, and on purpose on nothing of Keyferry: a yardstick that shared code
 * with what it measures would hide that code's cost.
 */
@NullMarked
package dev.keyferry.bench.yardstick;

import org.jspecify.annotations.NullMarked;
