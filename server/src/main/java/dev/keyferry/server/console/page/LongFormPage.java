package dev.keyferry.server.console.page;

import dev.keyferry.server.http.answer.ErrorAnswer;

/**
 * A page whose form is longer than others, so that it is read for somebody who is signed in alone,
 * and counts as a body of theirs. What it asks for may take long, and is done a step at a time, so
 * that other things of the same token come between. Thread-safe.
 */
public interface LongFormPage extends Page {
    int maxBytes();

    /**
     * Does what the form asks.
     *
     * @param sent who sent it; its fields are the parameters
     */
    Done act(Asked sent, Turn turn) throws InterruptedException;

    /** Where the steps of one form are made. */
    interface Turn {
        /** Waits for the turn of the token, and makes a step in it. */
        <T> T take(Step<T> step) throws InterruptedException;

        /** What is told of a step that failed. */
        ErrorAnswer told(RuntimeException failure);
    }

    /** One thing that is done without a pause. */
    interface Step<T> {
        T make() throws InterruptedException;
    }
}
