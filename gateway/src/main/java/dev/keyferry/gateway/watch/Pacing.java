package dev.keyferry.gateway.watch;

import java.time.Duration;

/**
 * How long the agent waits for what.
 *
 * @param connect for a connection to a charon whose queue is full
 * @param reconnect between attempts to connect
 * @param silence after which a session that owes a reply is given up
 * @param quiet after which a charon that owes a reply is reported as down, though not given up
 * @param settle how long a charon must answer steadily after a session with unanswered requests
 * @param prompt within which an answer counts as steady
 * @param listing between two looks at the charon's secrets
 * @param check between two checks of its connections
 * @param checkUnsafe the same, while one of them is unsafe
 * @param checkTrust how long after its begin a check counts; room for one that fails and for one
 *     that takes as long as it may
 */
public record Pacing(
        Duration connect,
        Duration reconnect,
        Duration silence,
        Duration quiet,
        Duration settle,
        Duration prompt,
        Duration listing,
        Duration check,
        Duration checkUnsafe,
        Duration checkTrust) {
    public static final Pacing USUAL =
            new Pacing(
                    Duration.ofSeconds(2),
                    Duration.ofMillis(20),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(1),
                    Duration.ofMillis(100),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(90));
}
