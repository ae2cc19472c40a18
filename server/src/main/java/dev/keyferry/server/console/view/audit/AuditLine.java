package dev.keyferry.server.console.view.audit;

import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.server.console.view.Moment;
import dev.keyferry.server.console.view.Words;
import dev.keyferry.server.domain.audit.AuditItem;
import dev.keyferry.server.domain.audit.AuditItem.Subject;
import dev.keyferry.server.domain.audit.AuditRecord;
import dev.keyferry.server.domain.tunnel.TunnelName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One request that took effect, as a line of a table.
 *
 * @param first some of what it did
 * @param more the rest of what is told of it
 * @param untold how much more it did
 */
public record AuditLine(
        Moment at,
        String actor,
        String source,
        String action,
        String outcome,
        String request,
        List<String> first,
        List<String> more,
        int untold) {
    private static final int MAX_FIRST = 3;

    public AuditLine {
        first = List.copyOf(first);
        more = List.copyOf(more);
    }

    /**
     * A line.
     *
     * @param names of tunnels, as far as they are known
     */
    public static AuditLine of(AuditRecord record, Map<TunnelId, TunnelName> names, Instant now) {
        Optional<AuditRecord.Items> items = record.items();
        List<String> told =
                items.map(all -> all.first().stream().map(item -> text(item, names)).toList())
                        .orElse(List.of());
        int first = Math.min(MAX_FIRST, told.size());
        return new AuditLine(
                Moment.of(record.at(), now),
                record.actor(),
                record.source(),
                Words.of(record.action()),
                record.outcome(),
                record.request().value(),
                told.subList(0, first),
                told.subList(first, told.size()),
                items.map(AuditRecord.Items::count).orElse(0) - told.size());
    }

    private static String text(AuditItem item, Map<TunnelId, TunnelName> names) {
        StringBuilder text = new StringBuilder(Words.of(item.kind().name()));
        if (item.number() > 0) {
            text.append(item.kind().isOfKey() ? " v" : " at revision ").append(item.number());
        }
        String name = item.name().isEmpty() ? subject(item, names) : item.name();
        return name.isEmpty() ? text.toString() : text.append(": ").append(name).toString();
    }

    private static String subject(AuditItem item, Map<TunnelId, TunnelName> names) {
        if (item.kind().subject() != Subject.TUNNEL) {
            return item.subject();
        }
        TunnelName name = names.get(new TunnelId(item.subject()));
        return name == null ? item.subject() : name.value();
    }
}
