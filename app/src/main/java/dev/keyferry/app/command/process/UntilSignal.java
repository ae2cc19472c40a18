package dev.keyferry.app.command.process;

import java.util.concurrent.CountDownLatch;

/** Runs what a signal ends. */
final class UntilSignal {
    private UntilSignal() {}

    /**
     * Closes with the process from now on. If a signal came while {@code service} was starting, the
     * process is ending already and takes no hook any more, so {@code service} is closed here.
     *
     * @param service closes without waiting for the caller's thread
     */
    static void closeAtEnd(Runnable service) {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(service, "stop"));
        } catch (IllegalStateException ending) {
            service.run();
        }
    }

    /** Does not return: a signal ends the process, hooks included. */
    static void await() throws InterruptedException {
        new CountDownLatch(1).await();
    }
}
