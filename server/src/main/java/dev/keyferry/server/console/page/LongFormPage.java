package dev.keyferry.server.console.page;

/**
 * A page whose form is longer than others, so that it is read for somebody who is signed in alone,
 * and counts as a body of theirs. Thread-safe.
 */
public interface LongFormPage extends FormPage {
    int maxBytes();
}
