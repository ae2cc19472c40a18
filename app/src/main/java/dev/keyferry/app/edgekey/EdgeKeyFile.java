package dev.keyferry.app.edgekey;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.Failure;
import dev.keyferry.feed.seal.EdgePrivateKey;
import dev.keyferry.feed.seal.EdgePublicKey;
import dev.keyferry.feed.seal.SecretFile;
import dev.keyferry.feed.seal.SecretFileUnusable;
import java.nio.file.Path;
import java.util.Arrays;

/** The private half of an edge's key in a file of its own, which its owner alone may read. */
public final class EdgeKeyFile {
    private EdgeKeyFile() {}

    /**
     * Makes a new key and the file with it.
     *
     * @return its public half
     * @throws Failure if there is such a file, or it cannot be made; nothing is changed then
     */
    public static EdgePublicKey create(Path file) {
        EdgePrivateKey key = EdgePrivateKey.generate();
        try {
            SecretFile.create(file, key.encode());
            return key.publicKey();
        } catch (SecretFileUnusable e) {
            throw refused(e);
        }
    }

    /**
     * Reads what {@link #create} made.
     *
     * @throws Failure if it cannot be read, others may read it, or it is something else
     */
    public static EdgePrivateKey read(Path file) {
        byte[] encoded = content(file);
        try {
            return EdgePrivateKey.decode(encoded);
        } catch (IllegalArgumentException e) {
            throw new Failure(
                    ExitCode.REFUSED,
                    file + " does not hold an edge's private key",
                    "name the file that `keyferry edge-key create` made, not its public half");
        } finally {
            Arrays.fill(encoded, (byte) 0);
        }
    }

    private static byte[] content(Path file) {
        try {
            return SecretFile.read(file);
        } catch (SecretFileUnusable e) {
            throw refused(e);
        }
    }

    private static Failure refused(SecretFileUnusable e) {
        return new Failure(ExitCode.REFUSED, String.valueOf(e.getMessage()), e.hint(), e);
    }
}
