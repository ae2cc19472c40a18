package dev.keyferry.gateway.rules;

import dev.keyferry.vici.ViciMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;

/** Reads {@code list-conns.txt}: messages that a charon sent, and what is expected of each. */
final class ListedConnections {
    private static final String FILE = "list-conns.txt";

    /**
     * One message.
     *
     * @param expected the first word is the verdict, the others are in the reason
     */
    record Listed(String expected, ViciMessage event) {
        @Override
        public String toString() {
            return event.keys() + " " + expected;
        }
    }

    private ListedConnections() {}

    static List<Listed> all() {
        List<Listed> all = new ArrayList<>();
        for (String paragraph : text().split("\n\n", -1)) {
            if (paragraph.startsWith("expect ")) {
                List<String> lines = paragraph.lines().toList();
                all.add(
                        new Listed(
                                lines.getFirst().substring("expect ".length()),
                                message(lines.subList(1, lines.size()))));
            }
        }
        return all;
    }

    static ViciMessage message(List<String> lines) {
        Deque<ViciMessage.Builder> open = new ArrayDeque<>(List.of(ViciMessage.builder()));
        Deque<String> names = new ArrayDeque<>();
        for (String line : lines) {
            String stripped = line.strip();
            if (stripped.equals("}")) {
                ViciMessage section = open.pop().build();
                open.element().putSection(names.pop(), section);
            } else if (stripped.endsWith(" {")) {
                names.push(stripped.substring(0, stripped.length() - 2));
                open.push(ViciMessage.builder());
            } else {
                put(open.element(), stripped);
            }
        }
        return open.pop().build();
    }

    private static void put(ViciMessage.Builder builder, String line) {
        String[] pair = line.split(" = ", 2);
        if (!pair[1].startsWith("[")) {
            builder.put(pair[0], pair[1]);
            return;
        }
        String items = pair[1].substring(1, pair[1].length() - 1);
        builder.putList(pair[0], items.isEmpty() ? List.of() : List.of(items.split("; ", -1)));
    }

    private static String text() {
        try (InputStream in = ListedConnections.class.getResourceAsStream(FILE)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
