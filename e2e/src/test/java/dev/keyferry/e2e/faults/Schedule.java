package dev.keyferry.e2e.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What one seed does to the world, in order. */
record Schedule(long seed, List<Step> steps) {
    /** Steps of a schedule. */
    static final int STEPS = 14;

    /**
     * Things that happen; keys and attempts more often than faults, for else nothing is at stake.
     */
    private static final List<Kind> DRAWN =
            List.of(
                    Kind.SET,
                    Kind.SET,
                    Kind.SET,
                    Kind.SET,
                    Kind.REMOVE,
                    Kind.ATTEMPT,
                    Kind.ATTEMPT,
                    Kind.ATTEMPT,
                    Kind.CUT,
                    Kind.HEAL,
                    Kind.KILL_AGENT,
                    Kind.START_AGENT,
                    Kind.CLEAR,
                    Kind.LOAD_CREDS,
                    Kind.KILL_CHARON,
                    Kind.PAUSE_CHARON,
                    Kind.RESUME_CHARON,
                    Kind.KILL_SERVER);

    enum Kind {
        /** A tunnel gets another key. */
        SET,
        /** A tunnel's key is taken away. */
        REMOVE,
        /** A router with the newest key that was answered as applied comes to a gateway. */
        ATTEMPT,
        /** The gateway's connections to the server break, and it gets no other. */
        CUT,
        HEAL,
        /** With SIGKILL, at whatever it is doing. */
        KILL_AGENT,
        START_AGENT,
        /** An operator clears all of the charon's credentials. */
        CLEAR,
        /** An operator runs swanctl with files that hold no secret of ours. */
        LOAD_CREDS,
        /** With SIGKILL; it is started again at once. */
        KILL_CHARON,
        /** With SIGSTOP. */
        PAUSE_CHARON,
        RESUME_CHARON,
        /** With SIGKILL; it is started again at once. */
        KILL_SERVER
    }

    /**
     * One thing that happens.
     *
     * @param gateway to which gateway, or a router to which
     * @param tunnel to which tunnel
     * @param pauseMillis time until the next one
     */
    record Step(Kind kind, int gateway, int tunnel, int pauseMillis) {}

    static Schedule of(long seed, int gateways, int tunnels) {
        Random random = new Random(seed);
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < STEPS; i++) {
            steps.add(
                    new Step(
                            DRAWN.get(random.nextInt(DRAWN.size())),
                            random.nextInt(gateways),
                            random.nextInt(tunnels),
                            random.nextInt(400)));
        }
        return new Schedule(seed, List.copyOf(steps));
    }
}
