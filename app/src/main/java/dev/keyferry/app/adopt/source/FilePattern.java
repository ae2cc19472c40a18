package dev.keyferry.app.adopt.source;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * A name of files with wildcards, as glob(7) has them: {@code *}, {@code ?} and {@code [...]}, none
 * of which stands for a slash or for a dot at the beginning of a name.
 */
final class FilePattern {
    /** Names of one directory that are looked at. */
    private static final int MAX_NAMES = 10_000;

    private final Path start;
    private final List<String> names;
    private final Place place;

    private FilePattern(Path start, List<String> names, Place place) {
        this.start = start;
        this.names = names;
        this.place = place;
    }

    /**
     * A pattern that stands in a file.
     *
     * @param bytes a character for each byte
     */
    static FilePattern of(String bytes, Place place) {
        String pattern = Utf8.of(bytes);
        requireName(pattern, place);
        Path base =
                pattern.startsWith("/")
                        ? Path.of("/")
                        : place.file().toAbsolutePath().normalize().resolveSibling("");
        List<String> names =
                Stream.of(pattern.split("/", -1)).filter(name -> !name.isEmpty()).toList();
        return new FilePattern(base, names, place);
    }

    /** What can be no name here would match nothing, and nobody would know. */
    private static void requireName(String pattern, Place place) {
        if (pattern.indexOf(Utf8.REPLACEMENT) >= 0) {
            throw place.broken("it includes files by a name that is not UTF-8");
        }
        try {
            Path _ = Path.of(pattern);
        } catch (InvalidPathException e) {
            throw place.broken("it includes files by a name that the locale cannot write");
        }
    }

    static boolean hasWildcard(String text) {
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0 || text.indexOf('[') >= 0;
    }

    /** The files that there are, sorted. */
    List<Path> files() {
        List<Path> found = List.of(start);
        for (String name : names) {
            List<Path> next = new ArrayList<>();
            for (Path directory : found) {
                next.addAll(within(directory, name));
            }
            found = next;
        }
        return found.stream().map(Path::normalize).filter(Files::isRegularFile).sorted().toList();
    }

    private List<Path> within(Path directory, String name) {
        try {
            return hasWildcard(name)
                    ? matching(directory, name)
                    : Stream.of(directory.resolve(name)).filter(Files::exists).toList();
        } catch (IOException | InvalidPathException e) {
            throw place.broken("it includes files of a directory that cannot be read");
        }
    }

    private List<Path> matching(Path directory, String name) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        PathMatcher matcher = matcher(name);
        try (Stream<Path> all = Files.list(directory)) {
            List<Path> names = all.limit(MAX_NAMES + 1L).toList();
            if (names.size() > MAX_NAMES) {
                throw place.broken("it includes files of a directory with too many names");
            }
            return names.stream()
                    .filter(file -> matcher.matches(file.getFileName()))
                    .filter(file -> !isHidden(file) || name.startsWith("."))
                    .toList();
        }
    }

    /** Braces are the JDK's own, and nothing of glob(7). */
    private PathMatcher matcher(String name) {
        try {
            String escaped = name.replace("{", "\\{").replace("}", "\\}");
            return FileSystems.getDefault().getPathMatcher("glob:" + escaped);
        } catch (PatternSyntaxException e) {
            throw place.broken("it includes files by a pattern that is none");
        }
    }

    private static boolean isHidden(Path file) {
        return file.getFileName().toString().startsWith(".");
    }
}
