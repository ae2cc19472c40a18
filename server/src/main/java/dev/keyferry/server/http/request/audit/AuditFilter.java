package dev.keyferry.server.http.request.audit;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.server.domain.PlainText;
import dev.keyferry.server.domain.audit.AuditQuery;
import dev.keyferry.server.domain.audit.AuditQuery.Order;
import dev.keyferry.server.http.answer.ErrorItem;
import dev.keyferry.server.http.answer.RequestRefused;
import dev.keyferry.server.http.request.GivenTime;
import dev.keyferry.server.http.request.Paging;
import dev.keyferry.server.http.request.Query;
import dev.keyferry.server.usecase.port.Change.Action;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The query parameters that narrow the audit, under their public names. */
public final class AuditFilter {
    private static final int MAX_TEXT = 100;

    /** Records up to the end of a page: those before it are read as well. */
    public static final int MAX_DEPTH = 100_000;

    /** Public ones that mean nothing here: to ignore them would show what was not asked for. */
    private static final List<String> UNKNOWN =
            List.of("actor.email", "export", "hide_user_logs", "id", "zone.name");

    private AuditFilter() {}

    /**
     * Reads the filters.
     *
     * @throws RequestRefused if one is there more than once, or is not what it must be
     */
    public static AuditQuery of(Query query, Optional<AccountId> account, Paging paging) {
        for (String name : UNKNOWN) {
            if (!query.values(name).isEmpty()) {
                throw refusal(name + " does not narrow this list");
            }
        }
        if (paging.first() + paging.perPage() > MAX_DEPTH) {
            throw refusal(
                    "page times per_page must be at most %d: narrow the list by since and before"
                            .formatted(MAX_DEPTH));
        }
        return new AuditQuery(
                account,
                once(query, "since", GivenTime::orDate, "a date or a time in RFC 3339"),
                once(query, "before", GivenTime::orDate, "a date or a time in RFC 3339"),
                once(query, "action.type", AuditFilter::action, "an action"),
                once(query, "actor.id", AuditFilter::text, "an actor's id"),
                once(query, "actor.ip", AuditFilter::text, "an address"),
                switch (paging.direction()) {
                    case ASC -> Order.OLDEST_FIRST;
                    case DESC -> Order.NEWEST_FIRST;
                });
    }

    private static String action(String text) {
        if (!text.equals(text.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("an action is in lower case");
        }
        return Action.valueOf(text.toUpperCase(Locale.ROOT)).name();
    }

    private static String text(String text) {
        if (text.isEmpty() || text.length() > MAX_TEXT || !PlainText.isOneLine(text)) {
            throw new IllegalArgumentException("it is one line");
        }
        return text;
    }

    @SuppressWarnings("UnusedException") // Its text may quote what was sent.
    private static <T> Optional<T> once(
            Query query, String name, Function<String, T> parse, String what) {
        List<String> values = query.values(name);
        if (values.isEmpty()) {
            return Optional.empty();
        }
        try {
            if (values.size() == 1) {
                return Optional.of(parse.apply(values.getFirst()));
            }
        } catch (IllegalArgumentException e) {
            throw refusal(name + " must be " + what + ", once");
        }
        throw refusal(name + " must be " + what + ", once");
    }

    private static RequestRefused refusal(String sentence) {
        return RequestRefused.of(ErrorItem.invalid(sentence));
    }
}
