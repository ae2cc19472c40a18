package dev.keyferry.app.edgekey;

import dev.keyferry.app.Failure;
import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.seal.EdgePublicKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Base64;

/** The public half of an edge's key as one line of base64, about 160 characters. */
public final class PublicKeyText {
    /** Longest text that is read, in bytes. */
    static final int MAX_BYTES = 4 << 10;

    private PublicKeyText() {}

    public static String of(EdgePublicKey key) {
        return Base64.getEncoder().encodeToString(key.encoded().toArray());
    }

    /**
     * Reads the text itself, or a file that holds it. What is neither is not quoted: it may be the
     * private half.
     *
     * @throws Failure a usage failure if it is no public half
     */
    public static EdgePublicKey parse(String textOrFile) {
        String text = isFile(textOrFile) ? read(Path.of(textOrFile)) : textOrFile;
        try {
            return EdgePublicKey.decode(Bytes.copyOf(Base64.getDecoder().decode(text.strip())));
        } catch (IllegalArgumentException e) {
            throw Failure.usage(
                    "--key is neither the public half of an edge key nor a file that holds it",
                    "give what `keyferry edge-key public FILE` prints");
        }
    }

    private static boolean isFile(String text) {
        try {
            return Files.isRegularFile(Path.of(text));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static String read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(MAX_BYTES), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw Failure.usage(
                    "the file " + file + " of --key cannot be read",
                    "check its name and who may read it");
        }
    }
}
