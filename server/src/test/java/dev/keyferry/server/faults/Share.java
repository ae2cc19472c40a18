package dev.keyferry.server.faults;

import java.util.Random;

/**
 * Which faults are tried, since all of them take minutes. With {@code keyferry.faults.share} at 1
 * all are, at n every n-th by chance; {@code keyferry.faults.seed} sets the seed of that. Those
 * about a commit are always tried.
 */
final class Share {
    private static final int SHARE = Integer.getInteger("keyferry.faults.share", 4);
    private static final long SEED = Long.getLong("keyferry.faults.seed", System.nanoTime());

    /** A call over a fresh connection takes so many steps more, for writing and for reading. */
    private static final int FRESH = 4;

    static {
        System.out.println("faults of statements, one of " + SHARE + ": seed " + SEED);
    }

    private final Random random = new Random(SEED);

    private Share() {}

    static Share given() {
        return new Share();
    }

    /**
     * @param n which step of the call is to fail
     * @param commit which one is the commit
     * @param steps how many there are; it takes more to see that there are none left
     */
    boolean leavesOut(int n, int commit, int steps) {
        boolean isAtCommit = n >= commit && n <= commit + FRESH;
        return n <= steps && !isAtCommit && random.nextInt(SHARE) != 0;
    }
}
