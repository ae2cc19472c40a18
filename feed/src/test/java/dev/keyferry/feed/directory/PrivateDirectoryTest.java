package dev.keyferry.feed.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateDirectoryTest {
    @TempDir private Path parent;

    /** It is not there by this name, and to make it succeeds, for it is there by another. */
    @Test
    void takesNoDirectoryForItsOwnBecauseToMakeItSucceeded() throws IOException {
        Path open = Files.createDirectory(parent.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThatThrownBy(() -> PrivateDirectory.make(parent.resolve("missing/../open")))
                .isInstanceOf(DirectoryRefused.class);
    }

    @Test
    void isMadeForItsOwnerAlone() throws IOException {
        Path directory = parent.resolve("a").resolve("b");
        PrivateDirectory.take(directory).close();
        assertThat(mode(directory)).isEqualTo("rwx------");
        assertThat(mode(parent.resolve("a"))).isEqualTo("rwx------");
    }

    @Test
    void isHeldByOneAtATime() {
        Path directory = parent.resolve("a");
        try (PrivateDirectory held = PrivateDirectory.take(directory)) {
            assertThat(held.path()).isEqualTo(directory);
            assertThatThrownBy(() -> PrivateDirectory.take(directory))
                    .isInstanceOf(DirectoryRefused.class)
                    .hasMessageContaining("in use by another process");
        }
        PrivateDirectory.take(directory).close();
    }

    @Test
    void isRefusedWhereOthersMayEnterAndStaysAsItWas() throws IOException {
        Path directory = Files.createDirectory(parent.resolve("a"));
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx-----x"));
        assertThatThrownBy(() -> PrivateDirectory.take(directory))
                .isInstanceOfSatisfying(
                        DirectoryRefused.class,
                        e -> assertThat(e.hint()).isEqualTo("run: chmod 700 " + directory));
        assertThat(directory).isEmptyDirectory();
        assertThat(mode(directory)).isEqualTo("rwx-----x");
    }

    @Test
    void isRefusedWhereItCannotBeMade() throws IOException {
        Path file = Files.createFile(parent.resolve("file"));
        assertThatThrownBy(() -> PrivateDirectory.take(file.resolve("a")))
                .isInstanceOf(DirectoryRefused.class)
                .hasMessageContaining("cannot be used");
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
