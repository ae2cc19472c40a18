package dev.keyferry.server.console.page;

/**
 * A page with a form that does something once it is sent to the same path, and nothing when it is
 * sent once more. Thread-safe.
 */
public interface FormPage extends Page {
    /**
     * Does what the form asks.
     *
     * @param sent who sent it; its fields are the parameters
     */
    Done act(Asked sent) throws InterruptedException;

    /**
     * Shows the form again, as it would be made now.
     *
     * @param why the one that was sent is not followed
     */
    Done again(Asked sent, Objection why) throws InterruptedException;
}
