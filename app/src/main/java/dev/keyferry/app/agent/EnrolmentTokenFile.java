package dev.keyferry.app.agent;

import dev.keyferry.app.Failure;
import dev.keyferry.feed.enrol.EnrolmentToken;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The one line that {@code keyferry gateway enrol} gave. */
final class EnrolmentTokenFile {
    /** Longest file that is read. */
    static final int MAX_BYTES = 1_024;

    private EnrolmentTokenFile() {}

    /**
     * Reads it; what is no token is not quoted.
     *
     * @throws Failure a usage failure if it is no such file
     */
    static EnrolmentToken read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] line = in.readNBytes(MAX_BYTES);
            return EnrolmentToken.of(new String(line, StandardCharsets.ISO_8859_1).strip());
        } catch (IOException e) {
            throw Failure.usage(
                    "the token file " + file + " cannot be read",
                    "check its name and who may read it");
        } catch (IllegalArgumentException e) {
            throw Failure.usage(
                    "the token file " + file + " does not hold an enrolment token",
                    "put the line there that `keyferry gateway enrol` prints");
        }
    }
}
