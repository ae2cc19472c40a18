package dev.keyferry.server.http.request;

import dev.keyferry.server.http.answer.ApiCode;
import dev.keyferry.server.http.answer.ErrorAnswer;
import dev.keyferry.server.http.answer.ErrorItem;
import dev.keyferry.server.http.answer.RequestRefused;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The query parameters {@code page} and {@code per_page}.
 *
 * @param page from 1 to {@value #MAX_PAGE}
 * @param perPage from 1 to {@value #MAX_PER_PAGE}
 */
public record Paging(int page, int perPage) {
    public static final int MAX_PAGE = 1_000_000;
    public static final int MAX_PER_PAGE = 1_000;

    private static final int DEFAULT_PER_PAGE = 20;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,7}");

    /**
     * Reads what the query gives of each parameter.
     *
     * @throws RequestRefused if one is there more than once or is not a number in its range
     */
    public static Paging of(List<String> page, List<String> perPage) {
        return new Paging(
                number("page", page, 1, MAX_PAGE),
                number("per_page", perPage, DEFAULT_PER_PAGE, MAX_PER_PAGE));
    }

    /** The items of this page; empty past the last one. */
    public <T> List<T> of(List<T> all) {
        long first = Math.min((long) (page - 1) * perPage, all.size());
        return all.subList((int) first, (int) Math.min(first + perPage, all.size()));
    }

    private static int number(String name, List<String> values, int otherwise, int max) {
        if (values.isEmpty()) {
            return otherwise;
        }
        if (values.size() == 1 && NUMBER.matcher(values.getFirst()).matches()) {
            int number = Integer.parseInt(values.getFirst());
            if (number >= 1 && number <= max) {
                return number;
            }
        }
        throw new RequestRefused(
                ErrorAnswer.of(
                        400,
                        ErrorItem.of(
                                ApiCode.INVALID_REQUEST,
                                "Invalid Request: %s must be a number from 1 to %d, once"
                                        .formatted(name, max))));
    }
}
