package dev.keyferry.e2e.faults.serve;

import dev.keyferry.e2e.parts.Api;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Customers who change their accounts at the same time. Confined to one thread. */
final class Load {
    private static final int CUSTOMERS = 4;
    private static final Duration SETTLED = Duration.ofSeconds(60);
    private static final long PAUSE_MILLIS = 20;

    /** Requests of all customers that show how things go. */
    private static final int SOME = 20;

    private final Ledger ledger = new Ledger();
    private final List<Customer> customers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final long seed;
    private volatile boolean isEnding;

    /**
     * Customers who have no tunnels yet.
     *
     * @param seed of all that they will ask for
     */
    Load(Api administrator, long seed) {
        this.seed = seed;
        for (int i = 0; i < CUSTOMERS; i++) {
            customers.add(Customer.join(administrator, "c-" + i, seed * CUSTOMERS + i, ledger));
        }
    }

    Ledger ledger() {
        return ledger;
    }

    /**
     * Has all of them ask until {@link #stop}.
     *
     * @param administrator of the server that is there at the moment
     */
    void start(Supplier<Api> administrator) {
        isEnding = false;
        for (Customer customer : customers) {
            threads.add(Thread.ofPlatform().start(() -> run(customer, administrator)));
        }
    }

    /** Waits until there is some more of something; fails if a customer met what must not be. */
    void awaitMore(IntSupplier counted) throws InterruptedException {
        int enough = counted.getAsInt() + SOME;
        Instant end = Instant.now().plus(SETTLED);
        while (counted.getAsInt() < enough && !isEnding && Instant.now().isBefore(end)) {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
        if (counted.getAsInt() < enough) {
            stop();
            throw new AssertionError("seed " + seed + ": there is no more: " + ledger);
        }
    }

    /** Has them end with the request that each of them is at; fails if one met what must not be. */
    void stop() throws InterruptedException {
        isEnding = true;
        for (Thread thread : threads) {
            thread.join();
        }
        threads.clear();
        Throwable met = failure.get();
        if (met != null) {
            throw new AssertionError("seed " + seed + ": a customer met what must not be", met);
        }
    }

    /** Has everything that is open answered, and holds all accounts against what was answered. */
    void check(Api administrator) throws InterruptedException {
        for (Customer customer : customers) {
            Instant end = Instant.now().plus(SETTLED);
            while (customer.isWaiting() && !customer.ask(administrator)) {
                if (Instant.now().isAfter(end)) {
                    throw new AssertionError("seed " + seed + ": the server does not answer");
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
            customer.check(administrator);
        }
    }

    private void run(Customer customer, Supplier<Api> administrator) {
        try {
            while (!isEnding) {
                if (!customer.ask(administrator.get())) {
                    TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                }
            }
        } catch (Throwable e) {
            failure.compareAndSet(null, e);
            isEnding = true;
        }
    }
}
