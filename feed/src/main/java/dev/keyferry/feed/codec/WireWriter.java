package dev.keyferry.feed.codec;

import dev.keyferry.feed.id.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Writes the fields of a wire form; numbers are big-endian. Confined to one thread. */
final class WireWriter {
    private static final HexFormat HEX = HexFormat.of();

    private final ByteArrayOutputStream form;

    private WireWriter(int expectedBytes) {
        this.form = new ByteArrayOutputStream(expectedBytes);
    }

    static WireWriter start(Document document, int expectedBytes) {
        var writer = new WireWriter(expectedBytes);
        writer.u8(Document.FORMAT);
        writer.u8(document.code());
        return writer;
    }

    byte[] finish() {
        return form.toByteArray();
    }

    void u8(int value) {
        form.write(fit(value, 0xff));
    }

    void u16(int value) {
        fit(value, 0xffff);
        form.write(value >> 8);
        form.write(value);
    }

    void u64(long value) {
        form.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
    }

    /** The bytes of a field of fixed length that identifiers show in hexadecimal. */
    void fixedHex(String hex) {
        form.writeBytes(HEX.parseHex(hex));
    }

    void fixed(Bytes bytes) {
        form.writeBytes(bytes.toArray());
    }

    void shortHex(String hex) {
        byte[] bytes = HEX.parseHex(hex);
        u8(bytes.length);
        form.writeBytes(bytes);
    }

    void shortText(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        u8(bytes.length);
        form.writeBytes(bytes);
    }

    void text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        u16(bytes.length);
        form.writeBytes(bytes);
    }

    void bytes(Bytes bytes) {
        u16(bytes.length());
        form.writeBytes(bytes.toArray());
    }

    private static int fit(int value, int max) {
        if (value < 0 || value > max) {
            throw new IllegalArgumentException("a field of the wire form is too long");
        }
        return value;
    }
}
