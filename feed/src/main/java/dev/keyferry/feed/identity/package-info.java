/**
 * What an IKE identity means to those who compare it: what a charon prints of it, by which two are
 * one, and which none but the identity's owner may have. The entries are {@link
 * dev.keyferry.feed.identity.PrintedIdentity} and {@link dev.keyferry.feed.identity.ExtraIdentity};
 * both sides of the feed ask them, each for itself.
 *
 * <p>Depends on {@code dev.keyferry.feed.id} and {@code java.*}.
 */
@NullMarked
package dev.keyferry.feed.identity;

import org.jspecify.annotations.NullMarked;
