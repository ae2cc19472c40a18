package dev.keyferry.gateway.lease;

import dev.keyferry.gateway.lease.BootClock.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A lease that restarts of the agent do not prolong, and steps of the machine's clock neither
 * prolong nor end. Only after a restart of the machine that clock has to tell how much time went
 * by; where it shows less than at the last contact it is not believed, and the lease is over.
 */
final class KeptLease implements Lease {
    /** The file is written so many times in a lease: a restart costs such a part of it at most. */
    static final int WRITES = 60;

    private final Duration length;
    private final LeaseFile file;
    private final BootClock clock;
    private Reading contact;
    private Reading written;

    KeptLease(Duration length, LeaseFile file, BootClock clock) {
        this.length = length;
        this.file = file;
        this.clock = clock;
        this.contact = file.exists() ? file.read() : begin();
        this.written = contact;
    }

    @Override
    public synchronized void renew() {
        contact = clock.read();
        if (isPast(written, length.dividedBy(WRITES))) {
            file.write(contact);
            written = contact;
        }
    }

    @Override
    public synchronized Optional<Instant> over() {
        return isPast(contact, length) ? Optional.of(contact.wall()) : Optional.empty();
    }

    private Reading begin() {
        Reading now = clock.read();
        file.write(now);
        return now;
    }

    private boolean isPast(Reading then, Duration time) {
        Reading now = clock.read();
        Duration since =
                now.boot().equals(then.boot())
                        ? now.up().minus(then.up())
                        : Duration.between(then.wall(), now.wall());
        return since.isNegative() || since.compareTo(time) >= 0;
    }
}
