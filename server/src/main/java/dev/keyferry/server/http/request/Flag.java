package dev.keyferry.server.http.request;

import dev.keyferry.server.http.answer.ErrorItem;
import dev.keyferry.server.http.answer.RequestRefused;
import java.util.List;

/** A parameter of a query, or a header, that is {@code true} or {@code false}. */
public final class Flag {
    private Flag() {}

    /**
     * Tells whether the flag is {@code true}.
     *
     * @param values all that the request gives, in order; empty if it is not there
     * @throws RequestRefused unless it is there at most once, as {@code true} or {@code false}: a
     *     misspelt flag must not mean what its absence does
     */
    public static boolean isSet(String name, List<String> values) {
        if (values.isEmpty() || values.equals(List.of("false"))) {
            return false;
        }
        if (values.equals(List.of("true"))) {
            return true;
        }
        throw refusal(name + " must be true or false, once");
    }

    /** Refuses the flag on a call that does not know it. */
    static void refuse(String name, List<String> values) {
        if (!values.isEmpty()) {
            throw refusal("this call has no " + name);
        }
    }

    private static RequestRefused refusal(String sentence) {
        return RequestRefused.of(ErrorItem.invalid(sentence));
    }
}
