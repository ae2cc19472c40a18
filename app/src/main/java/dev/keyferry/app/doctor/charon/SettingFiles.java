package dev.keyferry.app.doctor.charon;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The files {@code *.conf} of a directory that may hold settings of a charon.
 *
 * @param found sorted
 * @param unseen what cannot be looked into: a directory, or where files are too many
 */
record SettingFiles(List<Path> found, List<Path> unseen) {
    static final int MAX_FILES = 1_000;

    private static final int MAX_DEPTH = 4;

    SettingFiles {
        found = List.copyOf(found);
        unseen = List.copyOf(unseen);
    }

    /** Those of this directory, and none where there is no such directory. */
    static SettingFiles below(Path directory) {
        List<Path> found = new ArrayList<>();
        List<Path> unseen = new ArrayList<>();
        if (!Files.notExists(directory)) {
            try {
                Files.walkFileTree(directory, Set.of(), MAX_DEPTH, new Walk(found, unseen));
            } catch (IOException e) {
                unseen.add(directory);
            }
        }
        return new SettingFiles(found.stream().sorted().toList(), unseen);
    }

    /** Confined to one thread. */
    private static final class Walk extends SimpleFileVisitor<Path> {
        private final List<Path> found;
        private final List<Path> unseen;

        Walk(List<Path> found, List<Path> unseen) {
            this.found = found;
            this.unseen = unseen;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isDirectory()) {
                unseen.add(file);
            } else if (file.toString().endsWith(".conf")) {
                if (found.size() == MAX_FILES) {
                    unseen.add(file);
                    return FileVisitResult.TERMINATE;
                }
                found.add(file);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            unseen.add(file);
            return FileVisitResult.CONTINUE;
        }
    }
}
