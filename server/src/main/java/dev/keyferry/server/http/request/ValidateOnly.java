package dev.keyferry.server.http.request;

import dev.keyferry.server.domain.Mode;
import dev.keyferry.server.http.answer.ApiCode;
import dev.keyferry.server.http.answer.ErrorAnswer;
import dev.keyferry.server.http.answer.ErrorItem;
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
     * @throws RequestRefused unless it is there at most once, as {@code true} or {@code false}: a
     *     misspelt dry run must not become a change
     */
    public static Mode mode(List<String> values) {
        if (values.isEmpty() || values.equals(List.of("false"))) {
            return Mode.APPLY;
        }
        if (values.equals(List.of("true"))) {
            return Mode.VALIDATE_ONLY;
        }
        throw refusal("validate_only must be true or false, once");
    }

    /** Refuses the parameter on a call that knows no dry run. */
    public static void refuse(List<String> values) {
        if (!values.isEmpty()) {
            throw refusal("this call has no validate_only");
        }
    }

    private static RequestRefused refusal(String sentence) {
        return new RequestRefused(
                ErrorAnswer.of(
                        400,
                        ErrorItem.of(
                                ApiCode.INVALID_REQUEST,
                                ApiCode.INVALID_REQUEST.text() + ": " + sentence)));
    }
}
