/**
 * A server, its database and its disk under faults, while customers change their accounts; {@link
 * dev.keyferry.e2e.faults.serve.Load} is what goes on, and {@link
 * dev.keyferry.e2e.faults.serve.StoreCheck} what the store must be afterwards by what was answered.
 */
@NullMarked
package dev.keyferry.e2e.faults.serve;

import org.jspecify.annotations.NullMarked;
