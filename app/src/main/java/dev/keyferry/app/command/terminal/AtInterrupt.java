package dev.keyferry.app.command.terminal;

/** Does something if a signal ends the process while this is open, such as Ctrl-C. Thread-safe. */
public final class AtInterrupt implements AutoCloseable {
    private final Thread hook;

    public AtInterrupt(Runnable last) {
        this.hook = new Thread(last, "interrupted");
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException ending) {
            last.run();
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // The hook is running or has run.
        }
    }
}
