/**
 * The binary forms in which records, data keys, polls, pages, reports and evidence are stored by a
 * gateway and sent between hosts. Each form is strict: a value has one encoding, and input that is
 * anything else is {@link dev.keyferry.feed.codec.MalformedFeed}. The entries are the six codecs;
 * the forms stand byte by byte in {@code docs/sealed-format.md}.
 *
 * <p>Depends on {@code dev.keyferry.feed} and {@code java.*}. Nothing here authenticates: what was
 * decoded has still to be checked by an {@code Opener}.
 */
@NullMarked
package dev.keyferry.feed.codec;

import org.jspecify.annotations.NullMarked;
