/**
 * Requests that come a second time. The entry is {@link
 * dev.keyferry.server.domain.repeat.RememberedRequest}. Depends on the feed's identifiers only.
 */
@NullMarked
package dev.keyferry.server.domain.repeat;

import org.jspecify.annotations.NullMarked;
