package dev.keyferry.feed.codec;

import dev.keyferry.feed.id.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Reads the fields of a wire form. Every length is checked against its limit and against what is
 * left before anything is made of it. Confined to one thread.
 */
final class WireReader {
    private static final HexFormat HEX = HexFormat.of();

    private final ByteBuffer rest;

    private WireReader(byte[] form) {
        this.rest = ByteBuffer.wrap(form);
    }

    /**
     * Reads a whole document: its header, its body by {@code body}, and then the end.
     *
     * @throws MalformedFeed if the form is over {@code maxBytes}, of another kind or format, cut
     *     short, followed by more, or holds a value that its type refuses
     */
    static <T> T read(byte[] form, Document document, int maxBytes, Function<WireReader, T> body) {
        if (form.length > maxBytes) {
            throw new MalformedFeed("the form is longer than " + maxBytes + " bytes");
        }
        var reader = new WireReader(form);
        if (reader.u8() != Document.FORMAT || reader.u8() != document.code()) {
            throw new MalformedFeed("the form is not of this kind or format");
        }
        T value;
        try {
            value = body.apply(reader);
        } catch (IllegalArgumentException e) {
            throw new MalformedFeed("a value before byte " + reader.rest.position(), e);
        }
        if (reader.rest.hasRemaining()) {
            throw new MalformedFeed("the form ends at byte " + reader.rest.position());
        }
        return value;
    }

    int u8() {
        need(1);
        return Byte.toUnsignedInt(rest.get());
    }

    int u16() {
        need(2);
        return Short.toUnsignedInt(rest.getShort());
    }

    long u64() {
        need(Long.BYTES);
        return rest.getLong();
    }

    /** A count of things that follow, in two bytes. */
    int count(int max) {
        return limit(u16(), max);
    }

    String fixedHex(int digits) {
        return HEX.formatHex(take(digits / 2));
    }

    Bytes fixed(int length) {
        return Bytes.copyOf(take(length));
    }

    String shortHex(int maxBytes) {
        return HEX.formatHex(take(limit(u8(), maxBytes)));
    }

    Bytes shortBytes(int maxBytes) {
        return Bytes.copyOf(take(limit(u8(), maxBytes)));
    }

    String shortText(int maxBytes) {
        return utf8(take(limit(u8(), maxBytes)));
    }

    String text(int maxBytes) {
        return utf8(take(limit(u16(), maxBytes)));
    }

    Bytes bytes(int maxBytes) {
        return Bytes.copyOf(take(limit(u16(), maxBytes)));
    }

    /** The one of {@code choices} whose code is the next byte. */
    <T> T choice(T[] choices, ToIntFunction<T> code) {
        int read = u8();
        return Arrays.stream(choices)
                .filter(choice -> code.applyAsInt(choice) == read)
                .findFirst()
                .orElseThrow(() -> malformed("an unknown code"));
    }

    MalformedFeed malformed(String what) {
        return new MalformedFeed(what + " before byte " + rest.position());
    }

    private int limit(int length, int max) {
        if (length > max) {
            throw malformed("a length past its limit");
        }
        return length;
    }

    private byte[] take(int length) {
        need(length);
        byte[] taken = new byte[length];
        rest.get(taken);
        return taken;
    }

    private void need(int length) {
        if (rest.remaining() < length) {
            throw new MalformedFeed("the form is cut short");
        }
    }

    private String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw malformed("text that is not UTF-8");
        }
    }
}
