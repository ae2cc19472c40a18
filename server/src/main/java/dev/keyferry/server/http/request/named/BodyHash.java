package dev.keyferry.server.http.request.named;

import dev.keyferry.feed.id.Bytes;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 of a body as it is read. Confined to one thread. */
public final class BodyHash {
    private final MessageDigest sha256;

    public BodyHash() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** What was read so far; to be asked once. */
    public Bytes value() {
        return Bytes.copyOf(sha256.digest());
    }

    /** The same body, whose hash is taken as it is read. */
    public InputStream over(InputStream body) {
        return new DigestInputStream(body, sha256);
    }
}
