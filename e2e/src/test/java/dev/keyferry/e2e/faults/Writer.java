package dev.keyferry.e2e.faults;

import dev.keyferry.e2e.parts.Api;
import dev.keyferry.e2e.parts.Keys;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Sets keys one after the other, as a careful customer does: what was not answered is sent again
 * until it is. Thread-safe.
 */
final class Writer implements AutoCloseable {
    private static final int MOST_TRIES = 300;

    private final Supplier<Api> api;
    private final String account;
    private final ExecutorService one = Executors.newSingleThreadExecutor();

    /** Each key's number, by the key. */
    private final Map<String, Integer> numbers = new ConcurrentHashMap<>();

    private final Map<String, Integer> given = new HashMap<>();
    private final Map<String, Key> applied = new ConcurrentHashMap<>();
    private volatile Future<?> last = CompletableFuture.completedFuture(0);

    /** A tunnel's n-th key. */
    record Key(int number, String psk) {
        byte[] bytes() {
            return psk.getBytes(StandardCharsets.US_ASCII);
        }

        /** Never the key. */
        @Override
        public String toString() {
            return "key " + number;
        }
    }

    Writer(Supplier<Api> api, String account) {
        this.api = api;
        this.account = account;
    }

    /** Has the tunnel get another key, after those that were asked for before. */
    void set(String tunnel) {
        last = one.submit(() -> setNow(tunnel));
    }

    /** Waits until every key that was asked for is answered as applied. */
    void await() throws Exception {
        last.get(3, TimeUnit.MINUTES);
    }

    /** The newest key that was answered as applied; empty before the first. */
    Optional<Key> applied(String tunnel) {
        return Optional.ofNullable(applied.get(tunnel));
    }

    int numberOf(byte[] psk) {
        return numbers.getOrDefault(new String(psk, StandardCharsets.US_ASCII), -1);
    }

    @Override
    public void close() {
        one.shutdownNow();
    }

    private void setNow(String tunnel) {
        int number = given.merge(tunnel, 1, Integer::sum);
        Key key = new Key(number, Keys.fresh());
        numbers.put(key.psk(), number);
        for (int i = 0; i < MOST_TRIES; i++) {
            if (isApplied(tunnel, key)) {
                applied.put(tunnel, key);
                return;
            }
            pause();
        }
        throw new AssertionError("a key was not answered as applied");
    }

    private boolean isApplied(String tunnel, Key key) {
        try {
            Api.Answer answer = api.get().setPsks(account, Map.of(tunnel, key.psk()));
            return answer.status() == 200 && !answer.applied(tunnel).isMissingNode();
        } catch (Api.Unanswered e) {
            return false;
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
