package dev.keyferry.app.adopt.source;

import dev.keyferry.app.Failure;
import dev.keyferry.app.api.Printable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Reads the files of one configuration, which may include each other. How many there are, and how
 * much they hold, has a limit. Confined to one thread.
 */
public final class SourceFiles {
    /** Bytes of all files together. */
    public static final int MAX_BYTES = 32 << 20;

    public static final int MAX_FILES = 1_000;

    /** Files that include each other, the first one counted. */
    public static final int MAX_DEPTH = 16;

    private final int maxBytes;
    private final int maxFiles;
    private int bytes;
    private int files;

    public SourceFiles() {
        this(MAX_BYTES, MAX_FILES);
    }

    SourceFiles(int maxBytes, int maxFiles) {
        this.maxBytes = maxBytes;
        this.maxFiles = maxFiles;
    }

    /** Reads the file that the user named. */
    public SourceText read(Path file) {
        return read(file, Optional.empty());
    }

    /**
     * The files that a pattern names, in the order of their names.
     *
     * @param pattern absolute, or from the directory of the file in which it stands
     * @param open the files that are being read, which lead to this place
     * @throws Failure if a name without wildcards is that of no file, or if files include each
     *     other in a circle or too deep
     */
    public List<SourceText> included(String pattern, Place place, List<Path> open) {
        if (open.size() >= MAX_DEPTH) {
            throw place.broken("more than " + MAX_DEPTH + " files include each other");
        }
        List<Path> found = FilePattern.of(pattern, place).files();
        if (found.isEmpty() && !FilePattern.hasWildcard(pattern)) {
            throw place.broken("it includes a file that is not there");
        }
        if (found.stream().anyMatch(open::contains)) {
            throw place.broken("it includes a file that leads to this place");
        }
        return found.stream().map(file -> read(file, Optional.of(place))).toList();
    }

    private SourceText read(Path file, Optional<Place> includedAt) {
        if (++files > maxFiles) {
            throw failure(file, includedAt, "there are more than " + maxFiles + " files");
        }
        if (!Files.isRegularFile(file)) {
            throw failure(file, includedAt, "is no file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] read = in.readNBytes(maxBytes - bytes + 1);
            bytes += read.length;
            if (bytes > maxBytes) {
                throw failure(file, includedAt, "the files have more than " + maxBytes + " bytes");
            }
            String text = new String(read, StandardCharsets.ISO_8859_1);
            if (text.indexOf('\0') >= 0) {
                throw failure(file, includedAt, "it holds a NUL, which no configuration does");
            }
            return new SourceText(file, text);
        } catch (IOException e) {
            throw failure(file, includedAt, "it cannot be read");
        }
    }

    private static Failure failure(Path file, Optional<Place> includedAt, String what) {
        String from = includedAt.map(place -> ", included at " + place).orElse("");
        return Failure.usage(
                Printable.of(file.toString()) + from + ": " + what,
                "nothing was imported; check the file's name and who may read it");
    }
}
