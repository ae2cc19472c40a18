package dev.keyferry.server.domain.audit;

import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.Epoch;
import java.util.Optional;

/**
 * A record of the audit that somebody outside of the database remembers.
 *
 * @param epoch in which it was the newest one; empty for the present one
 */
public record Remembered(Optional<Epoch> epoch, long seq, Bytes hash) {}
