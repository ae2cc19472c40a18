/**
 * What the control plane and its gateways say to each other: the poll, the page of records that
 * answers it, and the report and the evidence that come back. The entry is {@link
 * dev.keyferry.feed.Feed}, the one port between the two sides.
 *
 * <p>The feed carries state, not events: a gateway that reads every page from its position to the
 * head knows, for each tunnel of its edge, the newest record and nothing else. This package depends
 * on the records, evidence, identities and identifiers below it.
 */
@NullMarked
package dev.keyferry.feed;

import org.jspecify.annotations.NullMarked;
