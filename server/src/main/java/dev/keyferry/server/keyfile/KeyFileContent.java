package dev.keyferry.server.keyfile;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What a file says: keys that can be sent, and lines that cannot, each in the file's order. */
public record KeyFileContent(List<KeyLine> keys, List<RefusedLine> refused) {
    public KeyFileContent {
        keys = List.copyOf(keys);
        refused = List.copyOf(refused);
    }

    /** What names the tunnels. */
    public List<String> tunnels() {
        return keys.stream().map(KeyLine::tunnel).toList();
    }

    /**
     * The same, and those keys that a tunnel may be called, by which swapped columns are found.
     * They are to be looked for without telling them to anybody.
     */
    public Set<String> names() {
        return Stream.concat(
                        keys.stream().map(KeyLine::tunnel),
                        keys.stream().filter(KeyLine::hasNameForKey).map(KeyLine::reveal))
                .collect(toUnmodifiableSet());
    }
}
