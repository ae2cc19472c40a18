package dev.keyferry.feed;

import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.id.SessionId;
import java.util.List;

/**
 * What a gateway holds, in revisions of its edge's feed. The reader believes no part of it because
 * of another: {@code through} past {@code delivered} is a report like any other.
 *
 * @param delivered everything up to here is durable in the gateway's sealed cache
 * @param through everything up to here is settled on its charon: the key is loaded, or unloaded
 *     where it is gone, or it is among the exceptions
 * @param ahead ranges past {@code through} that are settled as well, ascending and apart, at most
 *     {@value #MAX_AHEAD}
 * @param condition the gateway as a whole
 * @param exceptions tunnels whose newest record this gateway does not follow, each once, at most
 *     {@value #MAX_EXCEPTIONS}
 * @param names the gateway's own, as it last saw them
 */
public record Report(
        SessionId session,
        Epoch epoch,
        Revision delivered,
        Revision through,
        List<RevisionRange> ahead,
        GatewayCondition condition,
        List<TunnelException> exceptions,
        LocalNames names) {
    public static final int MAX_AHEAD = 64;
    public static final int MAX_EXCEPTIONS = 10_000;

    public Report {
        ahead = List.copyOf(ahead);
        exceptions = List.copyOf(exceptions);
        if (ahead.size() > MAX_AHEAD || exceptions.size() > MAX_EXCEPTIONS) {
            throw new IllegalArgumentException(
                    "a report has at most "
                            + MAX_AHEAD
                            + " ranges and "
                            + MAX_EXCEPTIONS
                            + " exceptions");
        }
        requireApart(through, ahead);
        if (exceptions.stream().map(TunnelException::tunnel).distinct().count()
                != exceptions.size()) {
            throw new IllegalArgumentException("a report has one exception for a tunnel");
        }
    }

    /** True if the record at {@code revision} is settled on this gateway's charon. */
    public boolean covers(Revision revision) {
        return !revision.isAfter(through) || ahead.stream().anyMatch(r -> r.contains(revision));
    }

    // A range that touches the one before would be a second way to say the same.
    private static void requireApart(Revision through, List<RevisionRange> ahead) {
        Revision previous = through;
        for (RevisionRange range : ahead) {
            if (range.first().value() - previous.value() <= 1) {
                throw new IllegalArgumentException("ranges ahead ascend and lie apart");
            }
            previous = range.last();
        }
    }
}
