package dev.keyferry.feed.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretFileTest {
    private static final int PROCESSES = 8;

    @TempDir Path directory;

    @Test
    void replacedFileHasTheNewContentForItsOwnerAlone() throws Exception {
        Path file = directory.resolve("replaced");
        SecretFile.create(file, new byte[] {1});

        SecretFile.replace(file, new byte[] {2, 3});

        assertThat(SecretFile.read(file)).containsExactly(2, 3);
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void fileIsMadeOnceForItsOwnerAlone() throws IOException {
        Path file = directory.resolve("record.key");

        assertThat(SecretFile.readOrCreate(file, () -> new byte[] {1, 2})).containsExactly(1, 2);
        assertThat(SecretFile.readOrCreate(file, () -> new byte[] {3, 4})).containsExactly(1, 2);
        assertThat(SecretFile.read(file)).containsExactly(1, 2);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(names()).containsExactly("record.key");
    }

    @Test
    void fileThatMustBeNewIsNeverReplaced() throws IOException {
        Path file = directory.resolve("edge.key");
        byte[] content = {1, 2};

        SecretFile.create(file, content);
        assertThat(content).containsOnly(0);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");

        assertThatThrownBy(() -> SecretFile.create(file, new byte[] {3, 4}))
                .isInstanceOf(SecretFileUnusable.class)
                .hasMessage(file + " exists already");
        assertThat(SecretFile.read(file)).containsExactly(1, 2);
        assertThat(names()).containsExactly("edge.key");
    }

    @Test
    void allWhoMakeItAtOnceHaveTheSame() throws Exception {
        Path file = directory.resolve("record.key");
        var barrier = new CyclicBarrier(PROCESSES);
        List<Future<byte[]>> made = new ArrayList<>();
        try (var executor = Executors.newFixedThreadPool(PROCESSES)) {
            for (int i = 0; i < PROCESSES; i++) {
                byte[] own = {(byte) i};
                made.add(
                        executor.submit(() -> {
                            barrier.await();
                            return SecretFile.readOrCreate(file, own::clone);
                        }));
            }
        }

        for (Future<byte[]> future : made) {
            assertThat(future.get()).isEqualTo(SecretFile.read(file));
        }
        assertThat(names()).containsExactly("record.key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-", "rw---x---"})
    void fileThatIsOpenToOthersIsRefusedWithTheMend(String mode) throws IOException {
        Path file = write(new byte[] {1});
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));

        assertThatThrownBy(() -> SecretFile.read(file))
                .isInstanceOf(SecretFileUnusable.class)
                .hasMessage(file + " is open to others: its mode is " + mode)
                .asInstanceOf(InstanceOfAssertFactories.type(SecretFileUnusable.class))
                .extracting(SecretFileUnusable::hint)
                .isEqualTo("run: chmod 600 " + file);
        assertThatThrownBy(() -> SecretFile.readOrCreate(file, () -> new byte[] {2}))
                .isInstanceOf(SecretFileUnusable.class);
    }

    @Test
    void fileOf65536BytesIsReadAndOneMoreIsNot() throws IOException {
        assertThat(SecretFile.read(write(new byte[SecretFile.MAX_BYTES]))).hasSize(65_536);
        Path longer = write(new byte[SecretFile.MAX_BYTES + 1]);

        assertThatThrownBy(() -> SecretFile.read(longer)).isInstanceOf(SecretFileUnusable.class);
    }

    @Test
    void emptyFileIsRefusedAndNotReplaced() throws IOException {
        Path empty = write(new byte[0]);

        assertThatThrownBy(() -> SecretFile.readOrCreate(empty, () -> new byte[] {1}))
                .isInstanceOf(SecretFileUnusable.class);
        assertThat(empty).isEmptyFile();
    }

    @Test
    void missingFileOrDirectoryIsNamed() {
        Path missing = directory.resolve("no/such.key");

        assertThatThrownBy(() -> SecretFile.read(missing))
                .isInstanceOf(SecretFileUnusable.class)
                .hasMessage(missing + " does not exist");
        assertThatThrownBy(() -> SecretFile.readOrCreate(missing, () -> new byte[] {1}))
                .isInstanceOf(SecretFileUnusable.class)
                .hasMessage(missing + " cannot be made");
    }

    private Path write(byte[] content) throws IOException {
        Path file = Files.createTempFile(directory, "secret", ".key");
        return Files.write(file, content);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(f -> f.getFileName().toString()).toList();
        }
    }
}
