/**
 * What a charon and its operator's files show: entry {@link
 * dev.keyferry.app.doctor.charon.CharonCheck}. It judges connections by the rules of the agent.
 * Depends on {@code app.adopt} for what the files say, {@code gateway.rules}, {@code
 * gateway.watch}, {@code gateway.desired} for what an agent's cache holds, and {@code vici}.
 */
@NullMarked
package dev.keyferry.app.doctor.charon;

import org.jspecify.annotations.NullMarked;
