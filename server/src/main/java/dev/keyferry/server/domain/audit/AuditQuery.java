package dev.keyferry.server.domain.audit;

import dev.keyferry.feed.id.AccountId;
import java.time.Instant;
import java.util.Optional;

/**
 * Which records of the audit somebody asks for; what is empty narrows nothing.
 *
 * @param account of one account; empty for all that there are
 * @param since at this time or later
 * @param before earlier than this time
 * @param action the name of a {@code Change.Action}
 * @param actor the id of a token or the name of a gateway, or the whole of {@link
 *     AuditRecord#actor}
 * @param source where the request came from
 */
public record AuditQuery(
        Optional<AccountId> account,
        Optional<Instant> since,
        Optional<Instant> before,
        Optional<String> action,
        Optional<String> actor,
        Optional<String> source,
        Order order) {
    /** Which records come first. */
    public enum Order {
        OLDEST_FIRST,
        NEWEST_FIRST
    }

    /** Where a page begins, and how many records it has at most. */
    public record Stretch(long from, int count) {}
}
