/**
 * Who may do what, and to what: {@link dev.keyferry.server.domain.rights.Rights} answers each such
 * question. Values only. Depends on {@code java.*} and the identifiers of {@code
 * dev.keyferry.feed}.
 */
@NullMarked
package dev.keyferry.server.domain.rights;

import org.jspecify.annotations.NullMarked;
