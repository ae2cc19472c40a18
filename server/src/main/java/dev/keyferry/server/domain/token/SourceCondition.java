package dev.keyferry.server.domain.token;

import java.net.InetAddress;
import java.util.List;

/**
 * From where a token is good.
 *
 * @param in empty for everywhere
 * @param notIn from where it is not, whatever {@code in} says
 */
public record SourceCondition(List<Network> in, List<Network> notIn) {
    public static final SourceCondition ANYWHERE = new SourceCondition(List.of(), List.of());

    /** Most networks of each list. */
    public static final int MAX_NETWORKS = 100;

    public SourceCondition {
        in = List.copyOf(in);
        notIn = List.copyOf(notIn);
        if (in.size() > MAX_NETWORKS || notIn.size() > MAX_NETWORKS) {
            throw new IllegalArgumentException("there are more than " + MAX_NETWORKS + " networks");
        }
    }

    public boolean allows(InetAddress source) {
        return (in.isEmpty() || in.stream().anyMatch(network -> network.contains(source)))
                && notIn.stream().noneMatch(network -> network.contains(source));
    }

    /** True if the other one is good from nowhere from where this one is not. */
    public boolean covers(SourceCondition other) {
        return coversIn(other) && coversNotIn(other);
    }

    private boolean coversIn(SourceCondition other) {
        return in.isEmpty()
                || (!other.in.isEmpty()
                        && other.in.stream()
                                .allMatch(theirs -> in.stream().anyMatch(n -> n.covers(theirs))));
    }

    private boolean coversNotIn(SourceCondition other) {
        return notIn.stream()
                .allMatch(taken ->
                        other.notIn.stream().anyMatch(theirs -> theirs.covers(taken))
                                || (!other.in.isEmpty()
                                        && other.in.stream().noneMatch(taken::overlaps)));
    }
}
