package dev.keyferry.server.domain.edge;

import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.EdgeKeyId;
import dev.keyferry.server.domain.address.IpAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A set of gateways that end the same addresses.
 *
 * @param key to which keys of tunnels are sealed from now on
 * @param former its earlier keys, the newest first, at most {@value #MAX_FORMER_KEYS}: what was
 *     sealed to them before stays so
 * @param addresses those that an operator bound to it, at most {@value #MAX_ADDRESSES}
 */
public record Edge(
        EdgeId name,
        EdgeKey key,
        List<EdgeKey> former,
        List<IpAddress> addresses,
        Instant createdOn) {
    /** Most edges of a deployment. */
    public static final int MAX_EDGES = 1_000;

    public static final int MAX_FORMER_KEYS = 100;
    public static final int MAX_ADDRESSES = 1_000;

    public Edge {
        former = List.copyOf(former);
        addresses = List.copyOf(addresses);
    }

    /** All its keys, the current one first. */
    public List<EdgeKey> keys() {
        return Stream.concat(Stream.of(key), former.stream()).toList();
    }

    public boolean has(EdgeKeyId wanted) {
        return keys().stream().anyMatch(known -> known.id().equals(wanted));
    }

    public boolean has(IpAddress address) {
        return addresses.contains(address);
    }

    /**
     * The same edge with another key.
     *
     * @param ended the present one, as a former one
     */
    public Edge with(EdgeKey newer, EdgeKey ended) {
        List<EdgeKey> ends = Stream.concat(Stream.of(ended), former.stream()).toList();
        return new Edge(name, newer, ends, addresses, createdOn);
    }

    public Edge with(IpAddress address) {
        return changed(all -> all.add(address.value()));
    }

    public Edge without(IpAddress address) {
        return changed(all -> all.remove(address.value()));
    }

    private Edge changed(Consumer<SortedSet<String>> change) {
        SortedSet<String> all = new TreeSet<>();
        addresses.forEach(address -> all.add(address.value()));
        change.accept(all);
        List<IpAddress> changed = new ArrayList<>();
        all.forEach(address -> changed.add(new IpAddress(address)));
        return new Edge(name, key, former, changed, createdOn);
    }
}
