package dev.keyferry.feed;

import java.util.List;

/**
 * What a gateway holds, in revisions of its edge's feed.
 *
 * @param delivered everything up to here is durable in the gateway's sealed cache
 * @param through everything up to here is settled on its charon: the key is loaded, or unloaded
 *     where it is gone, or it is among the exceptions
 * @param ahead ranges past {@code through} that are settled as well, ascending and apart, at most
 *     {@value #MAX_AHEAD}
 * @param condition the gateway as a whole
 * @param exceptions tunnels whose newest record this gateway does not follow, at most {@value
 *     #MAX_EXCEPTIONS}
 */
public record Report(
        SessionId session,
        Epoch epoch,
        Revision delivered,
        Revision through,
        List<RevisionRange> ahead,
        GatewayCondition condition,
        List<TunnelException> exceptions) {
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
        Revision previous = through;
        for (RevisionRange range : ahead) {
            if (range.first().value() <= previous.value() + 1) {
                throw new IllegalArgumentException("ranges ahead ascend and lie apart");
            }
            previous = range.last();
        }
    }

    /** True if the record at {@code revision} is settled on this gateway's charon. */
    public boolean covers(Revision revision) {
        return !revision.isAfter(through) || ahead.stream().anyMatch(r -> r.contains(revision));
    }
}
