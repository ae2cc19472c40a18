package dev.keyferry.e2e.faults;

import dev.keyferry.e2e.parts.Api;
import dev.keyferry.e2e.parts.Keys;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Sets and removes keys one after the other, as a careful customer does: what was not answered is
 * sent again until it is. Thread-safe.
 */
final class Writer implements AutoCloseable {
    private static final int MOST_TRIES = 300;

    private final Supplier<Api> api;
    private final String account;
    private final ExecutorService one = Executors.newSingleThreadExecutor();

    /** Each key's number, by the key. */
    private final Map<String, Integer> numbers = new ConcurrentHashMap<>();

    private final Map<String, Integer> given = new HashMap<>();
    private final Map<String, NavigableSet<Integer>> removals = new ConcurrentHashMap<>();
    private final Map<String, Key> applied = new ConcurrentHashMap<>();
    private volatile Future<?> last = CompletableFuture.completedFuture(0);

    /** What a tunnel was n-th given. */
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

    /** Has the tunnel's key taken away, after what was asked for before. */
    void remove(String tunnel) {
        last = one.submit(() -> removeNow(tunnel));
    }

    /** Waits until everything that was asked for is answered. */
    void await() throws Exception {
        last.get(3, TimeUnit.MINUTES);
    }

    /** The newest key that was answered as applied; empty before the first and once removed. */
    Optional<Key> applied(String tunnel) {
        return Optional.ofNullable(applied.get(tunnel));
    }

    int numberOf(byte[] psk) {
        return numbers.getOrDefault(new String(psk, StandardCharsets.US_ASCII), -1);
    }

    /** The first removal that was asked for with this number or a higher one. */
    OptionalInt removal(String tunnel, int from) {
        Integer number = removals.getOrDefault(tunnel, new ConcurrentSkipListSet<>()).ceiling(from);
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    @Override
    public void close() {
        one.shutdownNow();
    }

    private void setNow(String tunnel) {
        int number = given.merge(tunnel, 1, Integer::sum);
        Key key = new Key(number, Keys.fresh());
        numbers.put(key.psk(), number);
        repeat(() -> isApplied(tunnel, key));
        applied.put(tunnel, key);
    }

    private void removeNow(String tunnel) {
        int number = given.merge(tunnel, 1, Integer::sum);
        removals.computeIfAbsent(tunnel, _ -> new ConcurrentSkipListSet<>()).add(number);
        // From the first request on it may be gone, whatever is answered.
        applied.remove(tunnel);
        repeat(() -> isRemoved(tunnel));
    }

    private static void repeat(BooleanSupplier request) {
        for (int i = 0; i < MOST_TRIES; i++) {
            if (request.getAsBoolean()) {
                return;
            }
            pause();
        }
        throw new AssertionError("a request was not answered as done");
    }

    private boolean isApplied(String tunnel, Key key) {
        try {
            Api.Answer answer = api.get().setPsks(account, Map.of(tunnel, key.psk()));
            return answer.status() == 200 && !answer.applied(tunnel).isMissingNode();
        } catch (Api.Unanswered e) {
            return false;
        }
    }

    private boolean isRemoved(String tunnel) {
        try {
            return api.get().removePsk(account, tunnel).status() == 200;
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
