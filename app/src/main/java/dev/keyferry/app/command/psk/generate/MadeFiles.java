package dev.keyferry.app.command.psk.generate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files with keys that a run made, until all of them count. Confined to one thread. */
final class MadeFiles {
    private final List<Path> files = new ArrayList<>();

    void add(Path file) {
        files.add(file);
    }

    /**
     * Deletes them, since no key in them is set.
     *
     * @return what became of that, as a hint says it; names the files that are still there
     */
    String delete() {
        List<String> left = new ArrayList<>();
        for (Path file : files) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                left.add(file.toString());
            }
        }
        return left.isEmpty()
                ? "nothing was set"
                : "nothing was set, but keys are left in files that could not be deleted, so delete"
                        + " them: "
                        + String.join(", ", left);
    }
}
