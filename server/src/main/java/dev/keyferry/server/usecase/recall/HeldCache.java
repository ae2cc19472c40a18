package dev.keyferry.server.usecase.recall;

import dev.keyferry.feed.Position;
import java.util.List;

/**
 * What a gateway has on its disk.
 *
 * @param name says to an operator which one it is
 * @param position up to where it has read
 * @param records one of each tunnel
 */
public record HeldCache(String name, Position position, List<HeldRecord> records) {
    public HeldCache {
        records = List.copyOf(records);
    }

    /** How many tunnels have a key in it. */
    public long keys() {
        return records.stream().filter(HeldRecord::isKey).count();
    }
}
