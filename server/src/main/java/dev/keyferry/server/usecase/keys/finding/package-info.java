/**
 * What can be said of a key from the key alone: its shape, how hard it is to guess, and which
 * routers refuse it. The entry is {@link dev.keyferry.server.usecase.keys.finding.KeyAssessment}.
 * Nothing here keeps a key or a part of one. Depends on {@code dev.keyferry.feed.seal} only.
 */
@NullMarked
package dev.keyferry.server.usecase.keys.finding;

import org.jspecify.annotations.NullMarked;
