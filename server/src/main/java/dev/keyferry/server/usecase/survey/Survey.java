package dev.keyferry.server.usecase.survey;

import java.util.List;
import java.util.Map;

/**
 * The tunnels of an account, counted.
 *
 * @param counts for each question how many it takes; a tunnel may be taken by several
 * @param oldest those with the oldest keys, the oldest first
 */
public record Survey(Map<KeyQuestion, Integer> counts, List<FoundTunnel> oldest) {
    /** How many of the oldest keys are shown. */
    public static final int OLDEST = 5;

    public Survey {
        counts = Map.copyOf(counts);
        oldest = List.copyOf(oldest);
    }

    public int count(KeyQuestion question) {
        return counts.getOrDefault(question, 0);
    }
}
