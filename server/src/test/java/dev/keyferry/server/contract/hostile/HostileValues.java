package dev.keyferry.server.contract.hostile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** JSON texts that should not be a member's value, and those at the edge of its rules. */
final class HostileValues {
    private static final int SOME_LENGTH = 300;

    private static final List<String> OF_EVERY_TYPE =
            List.of(
                    "null",
                    "true",
                    "false",
                    "0",
                    "-0",
                    "-1",
                    "1.5",
                    "1e400",
                    "-1e-400",
                    "9".repeat(19),
                    "9".repeat(200),
                    "NaN",
                    "Infinity",
                    "0x10",
                    "01",
                    "+1",
                    "{}",
                    "[]",
                    "[null]",
                    "[[]]",
                    "{\"a\":{}}",
                    "[".repeat(70) + "]".repeat(70),
                    "{\"a\":".repeat(70) + "1" + "}".repeat(70),
                    "[".repeat(2_000),
                    "\"\"",
                    "\" \"",
                    "\"" + Markers.WORD + "\"",
                    "\"\\u0000\"",
                    "\"\\ud800\"",
                    "\"\\udc00\\ud800\"",
                    "\"\\ud83d\\ude00\"",
                    "\"\u202e\u0000\"",
                    "\"\\n\\r\\t\"",
                    "\"\n\"",
                    "\"\\x41\"",
                    "\"'; DROP TABLE tunnel; --\"",
                    "\"<script>alert(1)</script>\"",
                    "\"../../etc/passwd\"",
                    "\"%s%n${jndi:ldap://x}\"",
                    "\"::ffff:127.0.0.1\"",
                    "\"0.0.0.0\"",
                    "\"0177.0.0.1\"",
                    "\"fe80::1%eth0\"",
                    "\"10.0.0.0/33\"",
                    "\"2026-02-30T00:00:00Z\"",
                    "\"-999999999-01-01T00:00:00Z\"",
                    "\"" + "a".repeat(70_000) + "\"",
                    "'single'",
                    "undefined",
                    "/* nothing */ 1",
                    "");

    private HostileValues() {}

    static String any(Draw draw) {
        return draw.of(OF_EVERY_TYPE);
    }

    /** Texts at the edges of what a schema allows, and past them. */
    static List<String> edges(JsonNode schema) {
        List<String> edges = new ArrayList<>();
        for (String bound : List.of("minimum", "maximum")) {
            if (schema.has(bound)) {
                long value = schema.path(bound).asLong();
                edges.add(Long.toString(value));
                edges.add(Long.toString(value - 1));
                edges.add(Long.toString(value + 1));
            }
        }
        for (String bound : List.of("minLength", "maxLength")) {
            if (schema.has(bound)) {
                int length = schema.path(bound).asInt();
                edges.add(text(Math.max(0, length - 1)));
                edges.add(text(length));
                edges.add(text(length + 1));
            }
        }
        if (schema.path("type").asString("").equals("string")) {
            edges.add(text(SOME_LENGTH));
        }
        schema.path("enum")
                .forEach(value -> {
                    edges.add(value.toString());
                    edges.add(value.toString().toUpperCase(Locale.ROOT));
                });
        return edges;
    }

    private static String text(int length) {
        return "\"" + "a".repeat(length) + "\"";
    }
}
