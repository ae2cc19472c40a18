package dev.keyferry.app.doctor.host;

import dev.keyferry.app.doctor.Check;
import dev.keyferry.app.doctor.Finding;
import dev.keyferry.app.doctor.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How much room there is for what a server or an agent writes. */
public final class DiskCheck implements Check {
    static final long LITTLE_MIB = 1_024;
    static final long TOO_LITTLE_MIB = 100;

    private static final int MIB_BITS = 20;

    private final Path directory;

    public DiskCheck(Path directory) {
        this.directory = directory;
    }

    @Override
    public List<Finding> look() {
        try {
            return List.of(finding(Files.getFileStore(directory).getUsableSpace() >>> MIB_BITS));
        } catch (IOException e) {
            return List.of(
                    Finding.fail(
                            Subject.DISK,
                            "the room at " + directory + " cannot be seen",
                            "check the directory's name and who may read it"));
        }
    }

    Finding finding(long freeMib) {
        String seen = freeMib + " MiB are free at " + directory;
        if (freeMib < TOO_LITTLE_MIB) {
            return Finding.fail(
                    Subject.DISK, seen, "make room: no key can be stored on a full disk");
        }
        return freeMib < LITTLE_MIB
                ? Finding.warn(Subject.DISK, seen, "make room before the disk is full")
                : Finding.ok(Subject.DISK, seen);
    }
}
