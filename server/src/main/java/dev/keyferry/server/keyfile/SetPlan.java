package dev.keyferry.server.keyfile;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which lines of a file are sent and which are not.
 *
 * @param refused without those that the API will refuse
 */
public record SetPlan(List<Addressed> addressed, List<RefusedLine> refused) {
    /** A key and the id of its tunnel. */
    public record Addressed(KeyLine line, String id) {
        public int entry() {
            return line.entry();
        }
    }

    public SetPlan {
        addressed = List.copyOf(addressed);
        refused = List.copyOf(refused);
    }

    /**
     * Addresses the keys.
     *
     * @param ids of tunnels, by those of {@link KeyFileContent#names} that name one
     * @throws KeyFileRefused if a tunnel's name stands where its key should, and none where that
     *     should
     */
    public static SetPlan of(KeyFileContent file, Map<String, String> ids) {
        Map<String, Long> lines =
                file.keys().stream()
                        .map(KeyLine::tunnel)
                        .filter(ids::containsKey)
                        .collect(groupingBy(ids::get, counting()));
        List<Addressed> addressed = new ArrayList<>();
        List<RefusedLine> refused = new ArrayList<>(file.refused());
        for (KeyLine line : file.keys()) {
            String id = ids.get(line.tunnel());
            if (id == null) {
                if (line.hasNameForKey() && ids.containsKey(line.reveal())) {
                    throw new KeyFileRefused(
                            KeyFileRefused.Cause.SWAPPED_COLUMNS,
                            "line "
                                    + line.line()
                                    + " of the key file has the name of a tunnel in the place of a"
                                    + " key, and none in its own: the columns may be swapped");
                }
                refused.add(RefusedLine.of(line, LineReason.UNKNOWN_TUNNEL));
            } else if (lines.getOrDefault(id, 0L) > 1) {
                refused.add(RefusedLine.ofTunnel(line, LineReason.TUNNEL_TWICE.text()));
            } else {
                addressed.add(new Addressed(line, id));
            }
        }
        return new SetPlan(addressed, refused);
    }

    /** The same without what was answered already. */
    public SetPlan without(Set<Integer> entries) {
        return new SetPlan(
                addressed.stream().filter(key -> !entries.contains(key.entry())).toList(),
                refused.stream().filter(line -> !entries.contains(line.entry())).toList());
    }

    /** The keys in portions, in the order of the file. */
    public Stream<List<Addressed>> calls(int size) {
        return Stream.iterate(0, from -> from < addressed.size(), from -> from + size)
                .map(from -> addressed.subList(from, Math.min(from + size, addressed.size())));
    }
}
