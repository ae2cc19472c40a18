package dev.keyferry.server.console.page;

/** A page with a form that does something once it is sent to the same path. Thread-safe. */
public interface FormPage extends Page {
    /**
     * Does what the form asks.
     *
     * @param sent who sent it; its fields are the parameters
     */
    Done act(Asked sent) throws InterruptedException;
}
