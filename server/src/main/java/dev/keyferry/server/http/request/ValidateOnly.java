package dev.keyferry.server.http.request;

import dev.keyferry.server.domain.Mode;
import dev.keyferry.server.http.answer.RequestRefused;
import java.util.List;

/** The query parameter {@code validate_only}. */
public final class ValidateOnly {
    public static final String NAME = "validate_only";

    private ValidateOnly() {}

    /**
     * Reads the parameter.
     *
     * @param values all that the query gives, in order; empty if it is not there
     * @throws RequestRefused unless it is there at most once, as {@code true} or {@code false}
     */
    public static Mode mode(List<String> values) {
        return Flag.isSet(NAME, values) ? Mode.VALIDATE_ONLY : Mode.APPLY;
    }

    /** Refuses the parameter on a call that knows no dry run. */
    public static void refuse(List<String> values) {
        Flag.refuse(NAME, values);
    }
}
