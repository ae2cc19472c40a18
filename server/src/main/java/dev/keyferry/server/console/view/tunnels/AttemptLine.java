package dev.keyferry.server.console.view.tunnels;

import dev.keyferry.feed.evidence.Rejection;
import dev.keyferry.server.console.view.Advice;
import dev.keyferry.server.console.view.Moment;
import dev.keyferry.server.domain.evidence.Attempts;
import dev.keyferry.server.domain.evidence.EvidenceText;
import java.time.Instant;

/**
 * Attempts that failed, as one line of a table.
 *
 * @param identity as somebody claimed it, escaped
 * @param meaning what such attempts look like
 * @param advice what to look at
 */
public record AttemptLine(
        Moment last,
        Moment first,
        String from,
        long count,
        String gateway,
        String version,
        String identity,
        String meaning,
        String advice) {
    public static AttemptLine of(Attempts attempts, Instant now) {
        Rejection counted = attempts.counted();
        return new AttemptLine(
                Moment.of(counted.last(), now),
                Moment.of(counted.first(), now),
                EvidenceText.of(counted.from()),
                counted.count(),
                attempts.gateway().value(),
                counted.target().map(target -> "v" + target.version()).orElse(""),
                EvidenceText.escaped(counted.identity()),
                counted.hint().sentence(),
                Advice.of(counted.hint()));
    }
}
