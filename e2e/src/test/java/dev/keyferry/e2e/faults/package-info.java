/**
 * Gateways, routers and a server under faults that a seed chooses; entry {@link
 * dev.keyferry.e2e.faults.FaultSuiteTest}.
 */
@NullMarked
package dev.keyferry.e2e.faults;

import org.jspecify.annotations.NullMarked;
