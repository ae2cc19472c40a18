package dev.keyferry.server.http.answer;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/**
 * A whole success.
 *
 * @param result writes exactly one JSON value
 * @param page where the result stands in a list that is read in pages
 */
public record Success(
        List<MessageItem> messages, Consumer<JsonGenerator> result, Optional<PageOf> page) {
    /**
     * One page.
     *
     * @param number from 1
     * @param size most items of a page
     * @param count items of this page
     * @param total items of all pages; empty where they are not counted
     */
    public record PageOf(int number, int size, int count, OptionalInt total) {}

    public Success {
        messages = List.copyOf(messages);
    }

    public static Success of(List<MessageItem> messages, Consumer<JsonGenerator> result) {
        return new Success(messages, result, Optional.empty());
    }

    public Success on(PageOf page) {
        return new Success(messages, result, Optional.of(page));
    }
}
