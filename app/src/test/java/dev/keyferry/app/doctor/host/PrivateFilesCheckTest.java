package dev.keyferry.app.doctor.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.app.doctor.Finding;
import dev.keyferry.app.doctor.Findings;
import dev.keyferry.app.doctor.Level;
import dev.keyferry.feed.directory.PrivateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFilesCheckTest {
    /** A file that comes and goes is met within a few of these. */
    private static final int LOOKS = 300;

    @TempDir private Path root;
    private Path directory;

    @BeforeEach
    void makeDirectory() throws IOException {
        directory =
                Files.createDirectory(
                        root.resolve("data"),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rwx------")));
        make(PrivateDirectory.LOCK_FILE, "rw-------");
    }

    @Test
    void filesThatGoAwayMeanwhileAreNoFault() {
        AtomicBoolean isOver = new AtomicBoolean();
        CompletableFuture<Void> churn =
                CompletableFuture.runAsync(() -> {
                    while (!isOver.get()) {
                        comeAndGo();
                    }
                });
        try {
            for (int i = 0; i < LOOKS; i++) {
                Findings.assertOnly(look(), Level.OK);
            }
        } finally {
            isOver.set(true);
            churn.join();
        }
    }

    @Test
    void whatIsOpenToOthersIsFoundAndManySuchAreCounted() throws IOException {
        for (int i = 0; i < Finding.MAX_TOLD + 2; i++) {
            make("f" + i, "rw-r-----");
        }
        make("shown.pem", "rw-r--r--");
        assertThat(look()).hasSize(Finding.MAX_TOLD + 1);
        assertThat(look().getFirst().seen()).contains("is open to others: rw-r-----");
        assertThat(look().getLast().seen()).isEqualTo("2 more like these");
    }

    private void comeAndGo() {
        try {
            for (int i = 0; i < 20; i++) {
                make("f" + i, "rw-------");
            }
            for (int i = 0; i < 20; i++) {
                Files.delete(directory.resolve("f" + i));
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Finding> look() {
        return new PrivateFilesCheck(directory).look();
    }

    private void make(String name, String mode) throws IOException {
        Path file = directory.resolve(name);
        Files.createFile(
                file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode)));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }
}
