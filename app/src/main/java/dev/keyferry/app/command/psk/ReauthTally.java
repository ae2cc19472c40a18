package dev.keyferry.app.command.psk;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.Failure;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Counts what came of tunnels, and says when it is enough. Confined to one thread. */
final class ReauthTally {
    private final int maxFailures;
    private final Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);

    ReauthTally(int maxFailures) {
        this.maxFailures = maxFailures;
    }

    /** What the API says of a tunnel, by the same words, and what it refuses to do. */
    enum Verdict {
        proven,
        idle,
        ready,
        undone,
        failed,
        refused;

        /** A newer server may have words of its own: what is not understood is no success. */
        static Verdict of(String text) {
            for (Verdict verdict : values()) {
                if (verdict.name().equals(text)) {
                    return verdict;
                }
            }
            return failed;
        }

        private boolean isFailure() {
            return this == failed || this == refused;
        }
    }

    void add(Verdict verdict) {
        counts.merge(verdict, 1, Integer::sum);
    }

    /** True once so many failed that no other tunnel is to be touched. */
    boolean isEnough() {
        return failures() >= maxFailures;
    }

    /** Such as {@code 7 proven, 1 failed}. */
    String summary() {
        return counts.entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey())
                .collect(Collectors.joining(", "));
    }

    /**
     * What is short of all that.
     *
     * @param left tunnels that were not tried
     */
    Optional<Failure> shortfall(int left) {
        if (failures() > 0) {
            return Optional.of(
                    new Failure(
                            ExitCode.REFUSED,
                            failures()
                                    + " of the tunnels failed"
                                    + (left > 0
                                            ? ", so it was stopped: " + left + " were not tried"
                                            : ""),
                            "give those routers the newest key, or put their former one back by"
                                    + " `keyferry psk set`; the notes say which of their tunnels"
                                    + " are down"));
        }
        int undone = counts.getOrDefault(Verdict.undone, 0);
        return undone == 0
                ? Optional.empty()
                : Optional.of(
                        new Failure(
                                ExitCode.NOT_LOADED_EVERYWHERE,
                                "nothing was done for "
                                        + undone
                                        + " of the tunnels on some gateway",
                                "the notes name the gateways and why; the same command does what"
                                        + " is left once that is mended"));
    }

    private int failures() {
        return counts.entrySet().stream()
                .filter(count -> count.getKey().isFailure())
                .mapToInt(Map.Entry::getValue)
                .sum();
    }
}
