package dev.keyferry.server.usecase.survey;

import dev.keyferry.server.domain.KeyStatus;
import java.time.Duration;
import java.time.Instant;

/** What can be asked of a tunnel's key. */
public enum KeyQuestion {
    ANY,
    NONE,
    UNSERVED,
    STORED,
    PARTIAL,
    LOADED,
    PROVEN,
    REJECTED,
    /** Set {@link #LONG} ago or earlier, and no peer has authenticated with it. */
    UNPROVEN;

    /** For how long a key may go without a proof before somebody should ask why. */
    public static final Duration LONG = Duration.ofDays(30);

    boolean takes(FoundTunnel tunnel, Instant now) {
        return switch (this) {
            case ANY -> true;
            case NONE -> tunnel.status().isEmpty();
            case UNSERVED -> takes(tunnel, KeyStatus.Filter.UNSERVED);
            case STORED -> takes(tunnel, KeyStatus.Filter.STORED);
            case PARTIAL -> takes(tunnel, KeyStatus.Filter.PARTIAL);
            case LOADED -> takes(tunnel, KeyStatus.Filter.LOADED);
            case PROVEN -> takes(tunnel, KeyStatus.Filter.PROVEN);
            case REJECTED -> takes(tunnel, KeyStatus.Filter.REJECTED);
            case UNPROVEN ->
                    tunnel.status().filter(status -> !status.isProven()).isPresent()
                            && tunnel.entry()
                                    .key()
                                    .filter(key -> !key.setAt().isAfter(now.minus(LONG)))
                                    .isPresent();
        };
    }

    private static boolean takes(FoundTunnel tunnel, KeyStatus.Filter filter) {
        return tunnel.status().filter(filter::takes).isPresent();
    }
}
