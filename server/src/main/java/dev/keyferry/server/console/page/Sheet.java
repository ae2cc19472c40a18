package dev.keyferry.server.console.page;

import gg.jte.TemplateOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A page that may have a secret, which is here and in no text: once the page was sent, it is wiped.
 * Confined to one thread.
 */
public final class Sheet implements TemplateOutput, AutoCloseable {
    private static final int FIRST_BYTES = 16 * 1024;

    private byte[] bytes = new byte[FIRST_BYTES];
    private int length;

    public int length() {
        return length;
    }

    public void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, length);
    }

    @Override
    public void writeContent(String value) {
        writeBinaryContent(value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void writeContent(String value, int begin, int end) {
        writeContent(value.substring(begin, end));
    }

    @Override
    public void writeBinaryContent(byte[] utf8) {
        if (utf8.length > bytes.length - length) {
            byte[] grown = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + utf8.length));
            close();
            bytes = grown;
        }
        System.arraycopy(utf8, 0, bytes, length, utf8.length);
        length += utf8.length;
    }

    /** Wipes it. */
    @Override
    public void close() {
        Arrays.fill(bytes, (byte) 0);
    }
}
