package dev.keyferry.server.usecase.progress;

import java.time.Instant;

/**
 * A word and when a server heard it, by that server's clock. The clocks of servers must not differ
 * by more than a second or two: a gateway counts as reachable for ten seconds after it.
 */
public record Heard(Word word, Instant on) {}
