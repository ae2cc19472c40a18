package dev.keyferry.app.doctor.host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files of a host. What is missing or cannot be read is not there for whoever asks.
 *
 * @param root {@code /} on a real host
 */
public record HostFiles(Path root) {
    /** Of larger files the begin is read. */
    static final int MAX_BYTES = 1 << 20;

    /** Entries of a directory that are looked at. */
    static final int MAX_ENTRIES = 100_000;

    public static final HostFiles REAL = new HostFiles(Path.of("/"));

    public Path at(String path) {
        return root.resolve(path);
    }

    /**
     * The text of a file.
     *
     * @param path from the root, without a slash before it
     */
    public Optional<String> text(String path) {
        return text(at(path));
    }

    /** The text of any file, byte by byte, so that no file is unreadable for its encoding. */
    public static Optional<String> text(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return Optional.of(new String(in.readNBytes(MAX_BYTES), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** What is in a directory, by name; empty where there is no such directory. */
    List<Path> entries(String directory) {
        try (Stream<Path> entries = Files.list(at(directory))) {
            return entries.limit(MAX_ENTRIES).sorted().toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
