package dev.keyferry.app.api;

import java.util.List;

/** What came of a call that may be refused. */
public sealed interface Attempt {
    /** It was done. */
    record Done(Answer answer) implements Attempt {}

    /** Nothing was done: the body is not what it must be, or something stands against it. */
    record Refused(List<ApiMessage> errors) implements Attempt {
        public Refused {
            errors = List.copyOf(errors);
        }
    }
}
