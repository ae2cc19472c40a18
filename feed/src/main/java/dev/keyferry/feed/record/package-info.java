/**
 * What an edge needs of one tunnel: the sealed key with all that it is bound to, or that the key is
 * gone. The entry is {@link dev.keyferry.feed.record.TunnelRecord}. This package depends on the
 * identifiers and on identities.
 */
@NullMarked
package dev.keyferry.feed.record;

import org.jspecify.annotations.NullMarked;
