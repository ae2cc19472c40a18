package dev.keyferry.server.http.request;

import dev.keyferry.server.http.answer.RequestRefused;
import java.util.function.Function;

/** Turns a member's value into a value of the domain. */
public final class Field {
    private Field() {}

    /**
     * Parses a value, or refuses the request with a pointer to it.
     *
     * @param parse refuses by {@link IllegalArgumentException}, in a text that does not quote the
     *     value
     */
    public static <T, R> R parse(String pointer, T value, Function<T, R> parse) {
        try {
            return parse.apply(value);
        } catch (IllegalArgumentException e) {
            throw RequestRefused.invalid(pointer, String.valueOf(e.getMessage()));
        }
    }
}
