package dev.keyferry.feed.id;

/**
 * Position of a change in the store: commit order, without gaps, within one epoch. 0 is before the
 * first. An edge's feed shows the positions that concern it.
 */
public record Revision(long value) implements Comparable<Revision> {
    public static final Revision NONE = new Revision(0);

    public Revision {
        if (value < 0) {
            throw new IllegalArgumentException("a revision is never negative");
        }
    }

    public Revision next() {
        return new Revision(Math.addExact(value, 1));
    }

    public boolean isAfter(Revision other) {
        return value > other.value;
    }

    @Override
    public int compareTo(Revision other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
