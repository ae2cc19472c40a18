package dev.keyferry.vici;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Reads the file of packets that both directions of the codec are held against. */
final class PacketVectors {
    /** One case: whether it is accepted, and what is read or why it is refused. */
    record Vector(String name, boolean isAccepted, String expected, String hex) {
        byte[] bytes() {
            return HexFormat.of().parseHex(hex);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private PacketVectors() {}

    static List<Vector> all() {
        List<Vector> vectors = new ArrayList<>();
        for (String block : file().split("\n\n", -1)) {
            Map<String, String> fields = fields(block);
            if (!fields.isEmpty()) {
                vectors.add(vector(fields));
            }
        }
        return vectors;
    }

    /** Shows a packet as the file does. */
    static String show(ViciPacket packet) {
        String type = packet.getClass().getSimpleName();
        return switch (packet) {
            case ViciPacket.CommandRequest(String name, ViciMessage message) ->
                    type + " " + name + " " + show(message);
            case ViciPacket.CommandResponse(ViciMessage message) -> type + " " + show(message);
            case ViciPacket.Event(String name, ViciMessage message) ->
                    type + " " + name + " " + show(message);
            case ViciPacket.EventRegister(String name) -> type + " " + name;
            case ViciPacket.EventUnregister(String name) -> type + " " + name;
            case ViciPacket.CommandUnknown _,
                    ViciPacket.EventConfirm _,
                    ViciPacket.EventUnknown _ ->
                    type;
        };
    }

    private static String show(ViciMessage message) {
        return message.keys().stream()
                .map(key -> key + "=" + show(message, key))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String show(ViciMessage message, String key) {
        if (message.bytes(key).isPresent()) {
            return show(message.bytes(key).get());
        }
        return message.section(key)
                .map(PacketVectors::show)
                .orElseGet(() ->
                        message.list(key).stream()
                                .map(item -> show(item.getBytes(UTF_8)))
                                .collect(Collectors.joining(", ", "[", "]")));
    }

    private static String show(byte[] value) {
        String text = new String(value, ISO_8859_1);
        return text.chars().allMatch(c -> c >= ' ' && c <= '~')
                ? '"' + text + '"'
                : "x" + HexFormat.of().formatHex(value);
    }

    private static Vector vector(Map<String, String> fields) {
        String hex = field(fields, "hex");
        return fields.containsKey("accept")
                ? new Vector(field(fields, "accept"), true, field(fields, "packet"), hex)
                : new Vector(field(fields, "refuse"), false, field(fields, "reason"), hex);
    }

    private static String field(Map<String, String> fields, String name) {
        return Objects.requireNonNull(fields.get(name), name);
    }

    /** Lines of one field follow each other and are joined. */
    private static Map<String, String> fields(String block) {
        Map<String, String> fields = new LinkedHashMap<>();
        block.lines()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .forEach(line -> {
                    int colon = line.indexOf(':');
                    fields.merge(
                            line.substring(0, colon),
                            line.substring(colon + 1).strip(),
                            String::concat);
                });
        return fields;
    }

    private static String file() {
        try (InputStream in = PacketVectors.class.getResourceAsStream("packets.txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
