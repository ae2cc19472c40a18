package dev.keyferry.gateway.charon;

import dev.keyferry.gateway.secrets.CharonSecrets;
import dev.keyferry.gateway.watch.Pacing;
import dev.keyferry.vici.ViciMessage;
import dev.keyferry.vici.ViciReplyOverdue;
import dev.keyferry.vici.ViciSession;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Waits until requests of an earlier session that may still stand in the charon's queue have run: a
 * charon that was stopped or busy runs them later, and even behind newer ones. One that answers
 * promptly for a while has worked them off.
 */
final class Settling {
    /** Between two questions. */
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Pacing pacing;

    Settling(Pacing pacing) {
        this.pacing = pacing;
    }

    /**
     * Returns once the charon has answered promptly for long enough.
     *
     * @throws dev.keyferry.vici.ViciException if the session ends meanwhile
     */
    void await(ViciSession session) throws InterruptedException {
        long steadySince = System.nanoTime();
        while (System.nanoTime() - steadySince < pacing.settle().toNanos()) {
            if (!answersPromptly(session)) {
                steadySince = System.nanoTime();
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
        }
    }

    private boolean answersPromptly(ViciSession session) {
        long asked = System.nanoTime();
        try {
            // The session itself ends after its limit of silence, which is sooner.
            session.call("version", ViciMessage.EMPTY, CharonSecrets.DEADLINE);
        } catch (ViciReplyOverdue e) {
            return false;
        }
        return System.nanoTime() - asked <= pacing.prompt().toNanos();
    }
}
