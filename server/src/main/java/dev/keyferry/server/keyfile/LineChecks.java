package dev.keyferry.server.keyfile;

import dev.keyferry.server.keyfile.KeyFile.EqualNeighbours;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the lines of a file that cannot be what somebody meant. Confined to one thread. */
final class LineChecks {
    private final List<FileLine> lines;
    private final EqualNeighbours neighbours;
    private final Set<String> twice = new HashSet<>();

    private LineChecks(List<FileLine> lines, EqualNeighbours neighbours) {
        this.lines = lines;
        this.neighbours = neighbours;
        Set<String> seen = new HashSet<>();
        for (FileLine line : lines) {
            if (line instanceof KeyLine key && !seen.add(key.tunnel())) {
                twice.add(key.tunnel());
            }
        }
    }

    static KeyFileContent check(List<FileLine> lines, EqualNeighbours neighbours) {
        return new LineChecks(lines, neighbours).content();
    }

    private KeyFileContent content() {
        List<KeyLine> keys = new ArrayList<>();
        List<RefusedLine> refused = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            switch (lines.get(i)) {
                case RefusedLine line -> refused.add(line);
                case KeyLine line ->
                        reason(i, line)
                                .ifPresentOrElse(
                                        why -> refused.add(RefusedLine.of(line, why)),
                                        () -> keys.add(line));
            }
        }
        return new KeyFileContent(keys, refused);
    }

    private Optional<LineReason> reason(int index, KeyLine line) {
        if (line.tunnel().isEmpty()) {
            return Optional.of(LineReason.EMPTY_TUNNEL);
        }
        if (line.hasEmptyKey()) {
            return Optional.of(LineReason.EMPTY_KEY);
        }
        if (twice.contains(line.tunnel())) {
            return Optional.of(LineReason.TUNNEL_TWICE);
        }
        return Spreadsheet.damage(line.tunnel())
                .or(() -> Spreadsheet.damage(line.reveal()))
                .or(() -> neighbour(index, line));
    }

    private Optional<LineReason> neighbour(int index, KeyLine line) {
        return neighbours == EqualNeighbours.REFUSE
                        && (isSameKey(index - 1, line) || isSameKey(index + 1, line))
                ? Optional.of(LineReason.EQUAL_NEIGHBOUR)
                : Optional.empty();
    }

    private boolean isSameKey(int index, KeyLine line) {
        return index >= 0
                && index < lines.size()
                && lines.get(index) instanceof KeyLine other
                && other.hasKeyOf(line);
    }
}
