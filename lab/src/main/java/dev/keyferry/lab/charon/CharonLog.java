package dev.keyferry.lab.charon;

import dev.keyferry.lab.space.Job;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The log file of a charon, over all its starts. Thread-safe.
 *
 * @param file need not exist yet
 */
public record CharonLog(Path file) {
    /** How much of the log is read at a time. */
    public static final int LIMIT_BYTES = 262_144;

    /** How long the log is, in bytes. */
    public long size() {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The end of the log, at most {@value #LIMIT_BYTES} bytes. */
    public String tail() {
        return since(0);
    }

    /**
     * What was logged since the log was that long, at most the last {@value #LIMIT_BYTES} bytes.
     */
    public String since(long size) {
        int grown = (int) Math.min(LIMIT_BYTES, size() - size);
        return grown > 0 ? Job.tail(file, grown) : "";
    }
}
