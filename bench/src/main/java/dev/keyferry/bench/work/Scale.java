package dev.keyferry.bench.work;

/**
 * How much is done.
 *
 * @param keys in one bulk call
 * @param tunnels in an account of usual size
 * @param manyTunnels in the largest account
 * @param rounds repetitions of what takes seconds
 * @param samples repetitions of what takes milliseconds
 * @param callers that call at the same time
 * @param callsEach of one of them
 * @param recent keys that were changed last, when charon starts again
 * @param waiting gateways that wait for news at the same time
 */
public record Scale(
        int keys,
        int tunnels,
        int manyTunnels,
        int rounds,
        int samples,
        int callers,
        int callsEach,
        int recent,
        int waiting) {

    /** What the targets speak of. */
    public static final Scale FULL =
            new Scale(10_000, 20_000, 200_000, 5, 1_000, 64, 50, 100, 1_000);

    /** The same work, too small for figures that mean something: does every part still run? */
    public static final Scale QUICK = new Scale(200, 400, 1_200, 1, 20, 8, 5, 20, 20);
}
