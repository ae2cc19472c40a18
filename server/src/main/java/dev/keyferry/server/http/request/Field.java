package dev.keyferry.server.http.request;

import dev.keyferry.server.http.answer.RequestRefused;
import java.util.function.Function;

/** Turns a member's value into a value of the domain. */
final class Field {
    private Field() {}

    /**
     * @param parse refuses by {@link IllegalArgumentException}, in a text that does not quote the
     *     value
     */
    static <T, R> R parse(String pointer, T value, Function<T, R> parse) {
        try {
            return parse.apply(value);
        } catch (IllegalArgumentException e) {
            throw RequestRefused.invalid(pointer, String.valueOf(e.getMessage()));
        }
    }
}
