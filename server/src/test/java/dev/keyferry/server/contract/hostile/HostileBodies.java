package dev.keyferry.server.contract.hostile;

import dev.keyferry.server.contract.hostile.HostileBytes.Values;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Makes bodies that are nearly right, or not at all. Confined to one thread. */
final class HostileBodies {
    private static final int MAX_MUTATIONS = 4;
    private static final int MAX_CUT = 20;
    private static final int MAX_SMALL = 1_000;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    /** Overlong, cut, surrogate and out-of-range forms (RFC 3629, section 3), and NUL. */
    private static final List<byte[]> NOT_UTF8 =
            List.of(
                    new byte[] {(byte) 0xc0, (byte) 0x80},
                    new byte[] {(byte) 0xc0, (byte) 0xa2},
                    new byte[] {(byte) 0xe0, (byte) 0x80, (byte) 0xaf},
                    new byte[] {(byte) 0xe2, (byte) 0x82},
                    new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
                    new byte[] {(byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
                    new byte[] {(byte) 0xff, (byte) 0xfe},
                    new byte[] {(byte) 0x80},
                    new byte[] {0});

    private static final List<String> FRAGMENTS =
            List.of(
                    "null",
                    "{}",
                    "[]",
                    "[[[[[[",
                    "\"",
                    "\\",
                    "\\ud800",
                    "\\u0000",
                    "1e999",
                    "NaN",
                    "true",
                    ",",
                    ":",
                    "/*",
                    "//",
                    "\"psk\":\"" + Markers.KEY + "\",",
                    "\"id\":\"" + Markers.WORD + "\",",
                    Markers.WORD,
                    "[".repeat(100),
                    "9".repeat(200),
                    "a".repeat(70_000));

    private static final List<String> WHOLE =
            List.of(
                    "",
                    " ",
                    "null",
                    "true",
                    "1",
                    "\"\"",
                    "[]",
                    "[{}]",
                    "{",
                    "}",
                    "{}{}",
                    "{} x",
                    "{\"a\":1,\"a\":2}",
                    "[".repeat(100_000),
                    "{\"a\":".repeat(100_000),
                    "<?xml version=\"1.0\"?><a/>",
                    "a=1&b=2",
                    "\u001f\u008b\b\u0000",
                    "{\"" + "k".repeat(300) + "\":1}",
                    "{\"a\":\"" + Markers.WORD + "\"}");

    private final Draw draw;
    private final RequestSchemas schemas;

    HostileBodies(Draw draw, JsonNode document) {
        this.draw = draw;
        this.schemas = new RequestSchemas(document);
    }

    /** For a call that takes such a body. */
    HostileBytes like(JsonNode right, JsonNode schema) {
        return switch (draw.below(10)) {
            case 0 -> new HostileBytes(utf8(right.toString()), Values.IN_PLACE);
            case 1 -> new HostileBytes(mutated(utf8(right.toString())), Values.ANYWHERE);
            case 2 ->
                    new HostileBytes(
                            spliced(utf8(right.toString()), draw.of(NOT_UTF8)), Values.ANYWHERE);
            case 3 -> encoded(right.toString());
            case 4 -> whole();
            default ->
                    new HostileBytes(
                            utf8(new SpoiltJson(draw, schemas).write(right, schema)),
                            Values.IN_PLACE);
        };
    }

    /**
     * For a call that takes none, and so reads none: one that is still on its way when the answer
     * is there would reset the connection, and the answer with it.
     */
    HostileBytes small() {
        List<String> small = WHOLE.stream().filter(text -> text.length() < MAX_SMALL).toList();
        return new HostileBytes(utf8(draw.of(small)), Values.IN_PLACE);
    }

    private HostileBytes whole() {
        return new HostileBytes(utf8(draw.of(WHOLE)), Values.IN_PLACE);
    }

    private HostileBytes encoded(String right) {
        return new HostileBytes(
                draw.of(
                        List.of(
                                joined(BYTE_ORDER_MARK, utf8(right)),
                                right.getBytes(StandardCharsets.UTF_16),
                                right.getBytes(StandardCharsets.UTF_16LE),
                                right.getBytes(StandardCharsets.UTF_32BE),
                                joined(utf8(right), new byte[] {0}),
                                utf8(" ".repeat(100_000) + right))),
                Values.IN_PLACE);
    }

    private byte[] mutated(byte[] body) {
        byte[] mutated = body;
        for (int i = 1 + draw.below(MAX_MUTATIONS); i > 0 && mutated.length > 0; i--) {
            mutated = mutatedOnce(mutated);
        }
        return mutated;
    }

    private byte[] mutatedOnce(byte[] body) {
        int from = draw.below(body.length);
        int to = from + draw.below(Math.min(MAX_CUT, body.length - from) + 1);
        return switch (draw.below(5)) {
            case 0 -> joined(head(body, from), tail(body, to));
            case 1 -> joined(head(body, to), tail(body, from));
            case 2 -> head(body, from);
            case 3 -> {
                byte[] changed = body.clone();
                changed[from] = (byte) draw.below(256);
                yield changed;
            }
            default -> joined(head(body, from), utf8(draw.of(FRAGMENTS)), tail(body, to));
        };
    }

    private byte[] spliced(byte[] body, byte[] part) {
        int at = draw.below(body.length + 1);
        return joined(head(body, at), part, tail(body, at));
    }

    private static byte[] head(byte[] body, int end) {
        return Arrays.copyOfRange(body, 0, end);
    }

    private static byte[] tail(byte[] body, int start) {
        return Arrays.copyOfRange(body, start, body.length);
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
