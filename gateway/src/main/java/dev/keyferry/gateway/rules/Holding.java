package dev.keyferry.gateway.rules;

import dev.keyferry.feed.id.PskVersion;

/** What the charon holds of one tunnel, as far as the agent knows. */
public sealed interface Holding {
    /** The charon holds no key of it. */
    record Absent() implements Holding {}

    /** It may hold one, of whatever version: what was there before, or was written by others. */
    record Unknown() implements Holding {}

    /** This agent's own load of this version was acknowledged, and nothing since casts doubt. */
    record Exactly(PskVersion version) implements Holding {}

    Holding ABSENT = new Absent();
    Holding UNKNOWN = new Unknown();
}
