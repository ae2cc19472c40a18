/**
 * How gateways bear witness of the audit: the head of its chain, which the control plane signs and
 * each gateway remembers. The entry is {@link dev.keyferry.feed.witness.Witnessing}. Depends on the
 * feed's identifiers.
 */
@NullMarked
package dev.keyferry.feed.witness;

import org.jspecify.annotations.NullMarked;
