package dev.keyferry.server.console.page;

/** One page. Thread-safe. */
public interface Page {
    /** Returns its HTML, or the part of it that was asked for. */
    String show(Asked asked) throws InterruptedException;
}
