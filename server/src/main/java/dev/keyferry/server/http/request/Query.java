package dev.keyferry.server.http.request;

import dev.keyferry.server.http.answer.ApiCode;
import dev.keyferry.server.http.answer.RequestRefused;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a query or of a form, as HTML forms write them ({@code name=value} joined by
 * {@code &}, a blank as {@code +}), percent-encoded in UTF-8 whatever the body is in. How long it
 * is, whoever reads it bounds; how many there are is bounded here, for many short ones take far
 * more memory than they are long. Immutable.
 */
public final class Query {
    /** Most parameters, more than fit into the longest query of ids. */
    static final int MAX_PARAMETERS = 1_000;

    private static final int HEX = 16;

    private final Map<String, List<String>> parameters = new LinkedHashMap<>();

    private Query() {}

    /**
     * Reads a query.
     *
     * @throws RequestRefused if its percent-encoding is broken, or there are too many: a parameter
     *     must not get lost
     */
    public static Query parse(@Nullable String text) {
        Query query = new Query();
        if (text == null) {
            return query;
        }
        int parameters = 0;
        int end;
        for (int start = 0; start < text.length(); start = end + 1) {
            int joint = text.indexOf('&', start);
            end = joint < 0 ? text.length() : joint;
            if (end > start) {
                parameters++;
                if (parameters > MAX_PARAMETERS) {
                    throw RequestRefused.of(ApiCode.MALFORMED_HTTP);
                }
                query.add(text.substring(start, end));
            }
        }
        return query;
    }

    private void add(String part) {
        int end = part.indexOf('=');
        String name = decode(end < 0 ? part : part.substring(0, end));
        String value = end < 0 ? "" : decode(part.substring(end + 1));
        parameters.computeIfAbsent(name, _ -> new ArrayList<>(1)).add(value);
    }

    /** All values of a parameter in order; empty if it is not there. */
    public List<String> values(String name) {
        return List.copyOf(parameters.getOrDefault(name, List.of()));
    }

    private static String decode(String text) {
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(raw.length);
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] == '%') {
                bytes.put((byte) (digit(raw, i + 1) * HEX + digit(raw, i + 2)));
                i += 2;
            } else {
                bytes.put(raw[i] == '+' ? (byte) ' ' : raw[i]);
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            throw RequestRefused.of(ApiCode.MALFORMED_HTTP);
        }
    }

    private static int digit(byte[] raw, int at) {
        int digit = at < raw.length ? Character.digit(raw[at], HEX) : -1;
        if (digit < 0) {
            throw RequestRefused.of(ApiCode.MALFORMED_HTTP);
        }
        return digit;
    }
}
