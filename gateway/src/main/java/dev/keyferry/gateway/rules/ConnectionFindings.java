package dev.keyferry.gateway.rules;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the check of a charon's connections found.
 *
 * @param unsafe open other tunnels whatever the gateway serves
 * @param unsafeForSeveralAccounts are unsafe as soon as a second account has a key here
 * @param accepted are unsafe, and the operator accepted them by name
 */
public record ConnectionFindings(
        List<Finding> unsafe, List<Finding> unsafeForSeveralAccounts, List<Finding> accepted) {
    /** Connections that are named in one condition; the rest is a number. */
    static final int MAX_NAMED = 3;

    private static final int MAX_NAME = 60;

    /**
     * One unsafe connection.
     *
     * @param connection its name, as the operator gave it
     * @param reason a part of a sentence
     * @param mend what to write in {@code swanctl.conf}, a sentence without its full stop
     */
    public record Finding(String connection, String reason, String mend) {
        /** For a condition's detail: {@code <name>: <reason>}. */
        @Override
        public String toString() {
            String name = connection.replaceAll("[^\\x20-\\x7e]", "?");
            return name.substring(0, Math.min(name.length(), MAX_NAME)) + ": " + reason;
        }
    }

    public ConnectionFindings {
        unsafe = List.copyOf(unsafe);
        unsafeForSeveralAccounts = List.copyOf(unsafeForSeveralAccounts);
        accepted = List.copyOf(accepted);
    }

    static ConnectionFindings unsafe(Finding finding) {
        return new ConnectionFindings(List.of(finding), List.of(), List.of());
    }

    /** True if keys of so many accounts may be loaded. */
    public boolean areSafe(int accounts) {
        return unsafe.isEmpty() && (accounts <= 1 || unsafeForSeveralAccounts.isEmpty());
    }

    /** Names the first connections that are unsafe for so many accounts, and counts the others. */
    public String explained(int accounts) {
        List<Finding> all =
                accounts <= 1
                        ? unsafe
                        : Stream.concat(unsafe.stream(), unsafeForSeveralAccounts.stream())
                                .toList();
        String named =
                all.stream()
                        .limit(MAX_NAMED)
                        .map(Finding::toString)
                        .collect(Collectors.joining("; "));
        return all.size() <= MAX_NAMED
                ? named
                : named + "; and " + (all.size() - MAX_NAMED) + " more";
    }
}
