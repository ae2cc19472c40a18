package dev.keyferry.server.http.request;

import dev.keyferry.server.http.answer.ErrorItem;
import dev.keyferry.server.http.answer.RequestRefused;
import dev.keyferry.server.http.answer.Success;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * The query parameters {@code page}, {@code per_page} and {@code direction}.
 *
 * @param page from 1 to {@value #MAX_PAGE}
 * @param perPage from 1 to {@value #MAX_PER_PAGE}
 */
public record Paging(int page, int perPage, Direction direction) {
    public static final int MAX_PAGE = 1_000_000;
    public static final int MAX_PER_PAGE = 1_000;

    /** The first page, where nothing else is asked for. */
    public static final Paging FIRST = new Paging(1, 20, Direction.ASC);

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,7}");

    /** Which end of a list comes first. */
    public enum Direction {
        ASC,
        DESC
    }

    /**
     * Reads what the query gives of each parameter.
     *
     * @param otherwise what counts where the query does not say it
     * @throws RequestRefused if one is there more than once or is not what it must be
     */
    public static Paging of(Query query, Paging otherwise) {
        return new Paging(
                number("page", query, otherwise.page(), MAX_PAGE),
                number("per_page", query, otherwise.perPage(), MAX_PER_PAGE),
                direction(query.values("direction"), otherwise.direction()));
    }

    /** How many items stand on the pages before. */
    public long first() {
        return (long) (page - 1) * perPage;
    }

    /**
     * The items of this page; empty past the last one.
     *
     * @param all ascending
     */
    public <T> List<T> of(List<T> all) {
        List<T> ordered =
                switch (direction) {
                    case ASC -> all;
                    case DESC -> all.reversed();
                };
        long first = Math.min(first(), all.size());
        return ordered.subList((int) first, (int) Math.min(first + perPage, all.size()));
    }

    /** Where a page stands in the whole. */
    public Success.PageOf place(List<?> page, List<?> all) {
        return place(page, all.size());
    }

    /** Where a page stands in a whole that has so many items. */
    public Success.PageOf place(List<?> page, int total) {
        return new Success.PageOf(this.page, perPage, page.size(), OptionalInt.of(total));
    }

    /** Where a page stands in a whole that nobody has counted. */
    public Success.PageOf place(List<?> page) {
        return new Success.PageOf(this.page, perPage, page.size(), OptionalInt.empty());
    }

    private static Direction direction(List<String> values, Direction otherwise) {
        if (values.isEmpty()) {
            return otherwise;
        }
        if (values.equals(List.of("asc"))) {
            return Direction.ASC;
        }
        if (values.equals(List.of("desc"))) {
            return Direction.DESC;
        }
        throw refusal("direction must be asc or desc, once");
    }

    private static int number(String name, Query query, int otherwise, int max) {
        List<String> values = query.values(name);
        if (values.isEmpty()) {
            return otherwise;
        }
        if (values.size() == 1 && NUMBER.matcher(values.getFirst()).matches()) {
            int number = Integer.parseInt(values.getFirst());
            if (number >= 1 && number <= max) {
                return number;
            }
        }
        throw refusal("%s must be a number from 1 to %d, once".formatted(name, max));
    }

    private static RequestRefused refusal(String sentence) {
        return RequestRefused.of(ErrorItem.invalid(sentence));
    }
}
