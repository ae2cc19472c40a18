package dev.keyferry.server.tls;

import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.seal.SecretFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Instant;

/** A certificate as an operator would bring it, by an authority of its own. */
public record MadeCertificate(Path authority, Bytes certificate, Bytes key) {
    /** Makes both below {@code directory}, valid for 90 days from {@code from}. */
    public static MadeCertificate in(Path directory, TlsNames names, Instant from) {
        OwnCertificate own = new OwnCertificate(directory, names, new SecureRandom());
        own.read(from);
        try {
            return new MadeCertificate(
                    Certificates.authority(directory),
                    Bytes.copyOf(Files.readAllBytes(directory.resolve(OwnCertificate.SERVER))),
                    Bytes.copyOf(SecretFile.read(directory.resolve(OwnCertificate.SERVER_KEY))));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Puts it where the server looks for it; the key first, as a careless script would. */
    public void putAt(PemFiles files) throws IOException {
        replace(files.key(), key);
        replace(files.certificate(), certificate);
    }

    private static void replace(Path file, Bytes content) throws IOException {
        Path fresh = Files.createTempFile(file.toAbsolutePath().getParent(), "fresh", ".pem");
        Files.write(fresh, content.toArray());
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
