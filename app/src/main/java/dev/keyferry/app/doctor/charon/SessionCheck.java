package dev.keyferry.app.doctor.charon;

import dev.keyferry.app.doctor.Finding;
import dev.keyferry.vici.ViciException;
import dev.keyferry.vici.ViciSession;
import java.time.Duration;
import java.util.List;

/** Asks one thing of a charon. */
interface SessionCheck {
    /** How long a charon with very many connections may take. */
    Duration DEADLINE = Duration.ofSeconds(20);

    /**
     * Looks.
     *
     * @throws ViciException if the charon does not answer, or refuses
     */
    List<Finding> look(ViciSession session);
}
