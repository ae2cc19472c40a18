package dev.keyferry.feed.evidence;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as evidence carries them: whole milliseconds. */
final class EvidenceTime {
    /** The end of the year 9999. */
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    private EvidenceTime() {}

    static Instant of(Instant time) {
        if (time.isBefore(Instant.EPOCH) || time.isAfter(LATEST)) {
            throw new IllegalArgumentException("a time lies between 1970 and 9999");
        }
        return time.truncatedTo(ChronoUnit.MILLIS);
    }
}
