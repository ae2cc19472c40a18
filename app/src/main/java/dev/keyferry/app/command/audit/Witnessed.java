package dev.keyferry.app.command.audit;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.Failure;
import dev.keyferry.app.api.Printable;
import dev.keyferry.feed.codec.MalformedFeed;
import dev.keyferry.feed.codec.WitnessCodec;
import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.witness.SignedHead;
import dev.keyferry.server.domain.audit.Remembered;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is remembered of the audit outside of the database. */
final class Witnessed {
    private static final Pattern PRINTED = Pattern.compile("([1-9][0-9]{0,17}):([0-9a-f]{64})");
    private static final int MAX_BYTES = 1_024;

    private Witnessed() {}

    /**
     * Reads a number and a hash, or a gateway's file.
     *
     * @throws Failure if it is neither, or its signature is none
     */
    static Remembered read(String text) {
        Matcher printed = PRINTED.matcher(text);
        if (printed.matches()) {
            return new Remembered(
                    Optional.empty(),
                    Long.parseLong(printed.group(1)),
                    Bytes.ofHex(printed.group(2)));
        }
        SignedHead signed = file(text);
        if (!signed.isSigned()) {
            throw refused(text + " has a signature that no server made");
        }
        return new Remembered(
                Optional.of(signed.head().epoch()), signed.head().seq(), signed.head().hash());
    }

    private static SignedHead file(String name) {
        try (InputStream in = Files.newInputStream(Path.of(name))) {
            return WitnessCodec.decodeHead(in.readNBytes(MAX_BYTES));
        } catch (MalformedFeed _) {
            throw refused(name + " is no gateway's audit-head");
        } catch (IOException | InvalidPathException _) {
            throw refused(name + " cannot be read");
        }
    }

    private static Failure refused(String message) {
        return new Failure(
                ExitCode.REFUSED,
                Printable.of(message),
                "name the file audit-head of a gateway, or NUMBER:HASH as this command prints it");
    }
}
