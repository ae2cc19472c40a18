package dev.keyferry.gateway.lease;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The time for which a gateway may hold keys without a word of its control plane. Thread-safe. */
public interface Lease {
    /** Keys are held without end. */
    Lease ENDLESS =
            new Lease() {
                @Override
                public void renew() {}

                @Override
                public Optional<Instant> over() {
                    return Optional.empty();
                }
            };

    /**
     * Goes on with the lease that the file keeps, or begins one where there is none.
     *
     * @param file of this gateway alone; its directory exists
     */
    static Lease of(Duration length, Path file, BootClock clock) {
        return new KeptLease(length, new LeaseFile(file), clock);
    }

    /** The control plane has spoken. */
    void renew();

    /** When it last had, if that is too long ago; empty while keys may be held. */
    Optional<Instant> over();
}
