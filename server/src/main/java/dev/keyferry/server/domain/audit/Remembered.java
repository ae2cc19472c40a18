package dev.keyferry.server.domain.audit;

import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.Epoch;

/**
 * A record of the audit that somebody outside of the database remembers.
 *
 * @param epoch in which it was the newest one
 */
public record Remembered(Epoch epoch, long seq, Bytes hash) {}
