package dev.keyferry.server.store;

import java.time.Duration;

/** How long callers wait for a store that may hang with its disk. */
record Deadlines(Duration commit, Duration read) {
    /** Far more than a full queue of changes, or of reads, takes on a slow disk. */
    static final Deadlines DEFAULT = new Deadlines(Duration.ofSeconds(60), Duration.ofSeconds(30));
}
