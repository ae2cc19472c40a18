package dev.keyferry.app.command.psk.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MadeFilesTest {
    @TempDir private Path directory;
    private final MadeFiles made = new MadeFiles();

    @Test
    void deletesAllAndSaysThatNothingWasSet() throws IOException {
        Path file = Files.createFile(directory.resolve("a.txt"));
        made.add(file);

        assertThat(made.delete()).isEqualTo("nothing was set");
        assertThat(file).doesNotExist();
    }

    /** A directory that is not empty stands for what the system does not delete. */
    @Test
    void namesWhatIsStillThereAndDeletesTheOthers() throws IOException {
        Path stubborn = Files.createDirectory(directory.resolve("b.txt"));
        Files.createFile(stubborn.resolve("inside"));
        Path file = Files.createFile(directory.resolve("c.txt"));
        made.add(stubborn);
        made.add(file);

        assertThat(made.delete()).startsWith("nothing was set, but").endsWith(": " + stubborn);
        assertThat(file).doesNotExist();
    }
}
