package dev.keyferry.feed;

import dev.keyferry.feed.id.Revision;

/** The revisions from {@code first} to {@code last}, both included. */
public record RevisionRange(Revision first, Revision last) {
    public RevisionRange {
        if (first.isAfter(last)) {
            throw new IllegalArgumentException("a range's first revision is not after its last");
        }
    }

    public boolean contains(Revision revision) {
        return !first.isAfter(revision) && !revision.isAfter(last);
    }
}
