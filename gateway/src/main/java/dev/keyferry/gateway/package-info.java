/**
 * The agent beside a charon: it takes sealed keys from the feed, keeps them on its disk, sees to it
 * that the charon holds them and nothing else of ours, and reports what is true. The entry is
 * {@link dev.keyferry.gateway.Agent}.
 *
 * <p>Two loops turn around {@link dev.keyferry.gateway.desired.Desired}: {@link
 * dev.keyferry.gateway.FeedLoop} fills it, {@link dev.keyferry.gateway.charon.CharonLoop} makes the
 * charon follow it. Depends on {@code dev.keyferry.feed} and {@code dev.keyferry.vici}, never on
 * the server.
 */
@NullMarked
package dev.keyferry.gateway;

import org.jspecify.annotations.NullMarked;
