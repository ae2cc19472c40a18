package dev.keyferry.server.usecase.recall;

import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.TunnelId;
import java.util.Comparator;

/** A tunnel on an edge, of which there is one record. */
public record Place(EdgeId edge, TunnelId tunnel) implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
            Comparator.comparing(Place::edge).thenComparing(Place::tunnel);

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }
}
