package dev.keyferry.server.domain.reauth;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** What came of it on all gateways together, the least grave first. */
public enum Verdict {
    /** No gateway has a live SA of the tunnel. */
    IDLE,
    /** A router has shown that it has the version. */
    PROVEN,
    /** Nothing was done, because it was only asked what would be. */
    READY,
    /** Nothing was done on some gateway, or there is none. */
    UNDONE,
    /** On some gateway the router did not show that it has the version. */
    FAILED;

    /** The gravest one of all gateways. */
    public static Verdict of(Collection<Found> found) {
        return found.stream().map(Found::verdict).max(Comparator.naturalOrder()).orElse(UNDONE);
    }

    public String token() {
        return name().toLowerCase(Locale.ROOT);
    }
}
