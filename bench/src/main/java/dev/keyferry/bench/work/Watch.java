package dev.keyferry.bench.work;

import dev.keyferry.bench.yardstick.BareVici;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;

/**
 * Watches a charon that is starting: when its socket accepts, and when it holds what it should.
 * Asking slows charon down a little, for everybody who is measured so alike.
 */
final class Watch {
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final Duration BETWEEN_CONNECTS = Duration.ofNanos(500_000);
    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(5);
    private static final Duration BETWEEN_LONG_QUESTIONS = Duration.ofMillis(25);

    /**
     * What was seen.
     *
     * @param recent from the socket's accept until the urgent secrets were there
     * @param all from the socket's accept until all were there
     */
    record Seen(Duration recent, Duration all) {}

    private Watch() {}

    /** Connects as soon as the socket accepts. */
    static BareVici connect(Path socket) throws InterruptedException {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        while (true) {
            try {
                return BareVici.connect(socket);
            } catch (IOException e) {
                requireBefore(deadline);
                Thread.sleep(BETWEEN_CONNECTS);
            }
        }
    }

    /**
     * Waits until charon holds so many secrets.
     *
     * @param recent ids of the urgent ones among them
     */
    static Seen until(Path socket, Collection<String> recent, int all) throws InterruptedException {
        try (BareVici vici = connect(socket)) {
            long accepted = System.nanoTime();
            long deadline = accepted + DEADLINE.toNanos();
            while (!new HashSet<>(vici.ids()).containsAll(recent)) {
                requireBefore(deadline);
                Thread.sleep(BETWEEN_QUESTIONS);
            }
            Duration urgent = Duration.ofNanos(System.nanoTime() - accepted);
            while (vici.ids().size() < all) {
                requireBefore(deadline);
                Thread.sleep(BETWEEN_LONG_QUESTIONS);
            }
            return new Seen(urgent, Duration.ofNanos(System.nanoTime() - accepted));
        }
    }

    private static void requireBefore(long deadline) {
        if (System.nanoTime() > deadline) {
            throw new IllegalStateException("charon did not hold all secrets in " + DEADLINE);
        }
    }
}
