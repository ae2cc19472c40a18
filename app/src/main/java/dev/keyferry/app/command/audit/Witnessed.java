package dev.keyferry.app.command.audit;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.Failure;
import dev.keyferry.app.api.Printable;
import dev.keyferry.feed.codec.MalformedFeed;
import dev.keyferry.feed.codec.WitnessCodec;
import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.seal.SecretFile;
import dev.keyferry.feed.witness.AuditHead;
import dev.keyferry.feed.witness.AuditKey;
import dev.keyferry.feed.witness.SignedHead;
import dev.keyferry.server.domain.audit.Remembered;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is remembered of the audit outside of the database. Confined to one thread. */
final class Witnessed {
    private static final Pattern PRINTED =
            Pattern.compile("([0-9a-f]{32}):([1-9][0-9]{0,17}):([0-9a-f]{64})");
    private static final int MAX_BYTES = 1_024;

    private final Path keyFile;
    private Optional<Bytes> signer = Optional.empty();

    /**
     * @param keyFile the key by which the servers sign; read where a witness is signed
     */
    Witnessed(Path keyFile) {
        this.keyFile = keyFile;
    }

    /** In the form in which {@link #read} takes it. */
    static String printed(AuditHead head) {
        return head.epoch() + ":" + head.seq() + ":" + head.hash().hex();
    }

    /**
     * Reads an epoch, a number and a hash, or a gateway's file.
     *
     * @throws Failure if it is neither, or the servers of the directory did not sign it; where
     *     their key is missing, only that somebody did is asked for
     */
    Remembered read(String text) {
        Matcher printed = PRINTED.matcher(text);
        if (printed.matches()) {
            return new Remembered(
                    new Epoch(printed.group(1)),
                    Long.parseLong(printed.group(2)),
                    Bytes.ofHex(printed.group(3)));
        }
        SignedHead signed = file(text);
        if (!signed.isSigned()) {
            throw refused(text + " has a signature that no server made");
        }
        // Where the key is lost the file is what is left to hold the audit against.
        if (Files.exists(keyFile) && !signed.key().equals(signer())) {
            throw new Failure(
                    ExitCode.REFUSED,
                    Printable.of(text + " is signed by another key than " + keyFile),
                    "name a file of a gateway of this deployment; if it is one, put the key that"
                            + " belongs to the database back from a backup");
        }
        return new Remembered(signed.head().epoch(), signed.head().seq(), signed.head().hash());
    }

    private Bytes signer() {
        if (signer.isEmpty()) {
            byte[] encoded = SecretFile.read(keyFile);
            try {
                signer = Optional.of(AuditKey.decode(encoded).publicKey());
            } catch (IllegalArgumentException e) {
                throw new Failure(
                        ExitCode.REFUSED,
                        Printable.of(keyFile + " is no key by which servers sign"),
                        "put it back from a backup, or take it away and start the server, which"
                                + " makes the same again",
                        e);
            } finally {
                Arrays.fill(encoded, (byte) 0);
            }
        }
        return signer.get();
    }

    private static SignedHead file(String name) {
        try (InputStream in = Files.newInputStream(Path.of(name))) {
            return WitnessCodec.decodeHead(in.readNBytes(MAX_BYTES));
        } catch (MalformedFeed _) {
            throw refused(name + " is no gateway's audit-head");
        } catch (IOException | InvalidPathException _) {
            throw refused(name + " is neither a file that can be read nor EPOCH:NUMBER:HASH");
        }
    }

    private static Failure refused(String message) {
        return new Failure(
                ExitCode.REFUSED,
                Printable.of(message),
                "name the file audit-head of a gateway, or EPOCH:NUMBER:HASH as this command prints"
                        + " the head");
    }
}
