/**
 * What a caller wants changed of a tunnel that exists, or set of one that is to be: for each field
 * either nothing or a value. Values only; the entry is {@link
 * dev.keyferry.server.domain.tunnel.edit.TunnelEdit}. Depends on {@code java.*}, on {@code
 * domain.tunnel} and on the identifiers of {@code dev.keyferry.feed}.
 */
@NullMarked
package dev.keyferry.server.domain.tunnel.edit;

import org.jspecify.annotations.NullMarked;
