package dev.keyferry.feed.wire;

import dev.keyferry.feed.codec.MalformedFeed;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * A JSON object (RFC 8259) whose members are strings, each name once; nothing deeper is read. The
 * feed's module has no JSON library, and this little needs none. Confined to one thread.
 */
final class FlatObject {
    private static final String ESCAPED = "\"\\/bfnrt";
    private static final String MEANT = "\"\\/\b\f\n\r\t";
    private static final int HEX_DIGITS = 4;

    private final String text;
    private int at;

    private FlatObject(String text) {
        this.text = text;
    }

    static byte[] write(SequencedMap<String, String> members) {
        var form = new StringBuilder("{");
        members.forEach((name, value) -> {
            form.append(form.length() == 1 ? "" : ",");
            writeString(form, name);
            form.append(':');
            writeString(form, value);
        });
        return form.append('}').toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads an object of at most {@code maxBytes}.
     *
     * @throws MalformedFeed if it is anything else
     */
    static Map<String, String> read(byte[] form, int maxBytes) {
        if (form.length > maxBytes) {
            throw new MalformedFeed("the form is longer than " + maxBytes + " bytes");
        }
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(form)).toString();
            return new FlatObject(text).members();
        } catch (CharacterCodingException e) {
            throw new MalformedFeed("the form is not UTF-8", e);
        }
    }

    private Map<String, String> members() {
        Map<String, String> members = new LinkedHashMap<>();
        expect('{');
        if (!follows('}')) {
            do {
                String name = string();
                expect(':');
                if (members.put(name, string()) != null) {
                    throw malformed("a repeated name");
                }
            } while (follows(','));
            expect('}');
        }
        skipBlanks();
        if (at < text.length()) {
            throw malformed("something behind the object");
        }
        return members;
    }

    private String string() {
        expect('"');
        var value = new StringBuilder();
        for (char c = next(); c != '"'; c = next()) {
            if (c < ' ') {
                throw malformed("a control character");
            }
            value.append(c == '\\' ? escaped() : c);
        }
        return value.toString();
    }

    private char escaped() {
        char c = next();
        if (c != 'u') {
            int kind = ESCAPED.indexOf(c);
            if (kind < 0) {
                throw malformed("an unknown escape");
            }
            return MEANT.charAt(kind);
        }
        int code = 0;
        for (int digit = 0; digit < HEX_DIGITS; digit++) {
            // Digits of other alphabets are none in JSON.
            char hex = next();
            int value = hex < 0x80 ? Character.digit(hex, 16) : -1;
            if (value < 0) {
                throw malformed("an unknown escape");
            }
            code = code << HEX_DIGITS | value;
        }
        return (char) code;
    }

    private void expect(char wanted) {
        if (!follows(wanted)) {
            throw malformed("no object of strings");
        }
    }

    private boolean follows(char wanted) {
        skipBlanks();
        boolean isThere = at < text.length() && text.charAt(at) == wanted;
        at += isThere ? 1 : 0;
        return isThere;
    }

    private char next() {
        if (at == text.length()) {
            throw malformed("an end");
        }
        return text.charAt(at++);
    }

    private void skipBlanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private MalformedFeed malformed(String what) {
        return new MalformedFeed(what + " at character " + at);
    }

    private static void writeString(StringBuilder form, String value) {
        form.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ') {
                form.append("\\u%04x".formatted((int) c));
            } else {
                form.append(c == '"' || c == '\\' ? "\\" : "").append(c);
            }
        }
        form.append('"');
    }
}
