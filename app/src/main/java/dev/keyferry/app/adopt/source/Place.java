package dev.keyferry.app.adopt.source;

import dev.keyferry.app.Failure;
import dev.keyferry.app.api.Printable;
import java.nio.file.Path;

/**
 * Where something stands.
 *
 * @param line from 1
 */
public record Place(Path file, int line) {
    /**
     * The failure of a file that cannot be read as what it should be.
     *
     * @param what is wrong there, a part of a sentence that quotes nothing of the file: it may be a
     *     key
     */
    public Failure broken(String what) {
        return Failure.usage(
                this + ": " + what, "nothing was imported; mend this place and try again");
    }

    @Override
    public String toString() {
        return Printable.of(file.toString()) + ":" + line;
    }
}
