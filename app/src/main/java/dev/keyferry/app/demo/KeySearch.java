package dev.keyferry.app.demo;

import dev.keyferry.app.search.KeyForms;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Searches files for keys, in every form that {@link KeyForms} knows. */
final class KeySearch {
    /** No file of the demo's data directory is larger; one that is fails the search. */
    static final long MAX_FILE_BYTES = 256 << 20;

    private final KeyForms forms;

    KeySearch(List<byte[]> keys) {
        this.forms = new KeyForms(keys);
    }

    /**
     * The files below the directory that hold a key in any of the forms.
     *
     * @throws StepFailed if there is no file, or one is too large to be searched
     */
    List<Path> findBelow(Path directory) {
        List<Path> files;
        try (Stream<Path> all = Files.walk(directory)) {
            files = all.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        StepFailed.unless(!files.isEmpty(), "there is no file below " + directory);
        return files.stream().filter(this::holdsKey).toList();
    }

    private boolean holdsKey(Path file) {
        try {
            StepFailed.unless(
                    Files.size(file) <= MAX_FILE_BYTES, file + " is too large to be searched");
            return forms.foundIn(Files.readAllBytes(file)).isPresent();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
