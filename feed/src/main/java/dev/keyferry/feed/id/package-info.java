/**
 * The identifiers and small values that everything else is written in: accounts, tunnels, edges,
 * gateways, sessions, epochs, versions, and bytes with their hexadecimal form. All are immutable
 * and compare by value. This package depends on {@code java.*} only.
 */
@NullMarked
package dev.keyferry.feed.id;

import org.jspecify.annotations.NullMarked;
