package dev.keyferry.server.domain.audit;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.Bytes;
import dev.keyferry.server.domain.RequestId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the audit tells of one request that took effect.
 *
 * @param seq its place in the chain, from 1
 * @param actor as {@link dev.keyferry.server.domain.rights.Actor#text} has it; in records of older
 *     servers {@code ADMINISTRATOR} and {@code SERVER}
 * @param source where the request came from
 * @param action the name of a {@code Change.Action}
 * @param outcome one line
 * @param account whose it is; empty where it is about the deployment, and in records of servers
 *     that kept no items
 * @param items what it did; empty in records of servers that kept no items
 * @param hash over all of it and over the record before
 */
public record AuditRecord(
        long seq,
        Instant at,
        String actor,
        String source,
        RequestId request,
        String action,
        String outcome,
        Optional<AccountId> account,
        Optional<Items> items,
        Bytes hash) {
    /** Most items that stand in a record itself. */
    public static final int MAX_FIRST = 100;

    /**
     * What a request did.
     *
     * @param count how much that is
     * @param first the first of it, in order, at most {@value AuditRecord#MAX_FIRST}
     */
    public record Items(int count, List<AuditItem> first) {
        public Items {
            first = List.copyOf(first);
        }
    }
}
