/** What came of having a tunnel's peers authenticate anew. Depends on the feed's identifiers. */
@NullMarked
package dev.keyferry.server.domain.reauth;

import org.jspecify.annotations.NullMarked;
