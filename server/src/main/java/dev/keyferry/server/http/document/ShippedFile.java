package dev.keyferry.server.http.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Files that lie beside this class in the jar. */
final class ShippedFile {
    private ShippedFile() {}

    static byte[] bytes(String name) {
        try (InputStream in = ShippedFile.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
