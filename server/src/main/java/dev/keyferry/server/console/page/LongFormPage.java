package dev.keyferry.server.console.page;

/**
 * A page whose form is longer than others, so that it is read for somebody who is signed in alone,
 * and counts as a body of theirs. Thread-safe.
 */
public interface LongFormPage extends Page {
    int maxBytes();

    /**
     * Does what the form asks.
     *
     * @param sent who sent it; its fields are the parameters
     */
    Done act(Asked sent) throws InterruptedException;
}
