package dev.keyferry.feed.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnerFileTest {
    @TempDir Path directory;

    @Test
    void makesAFileOfItsOwnerAlone() throws Exception {
        Path file = directory.resolve("file");
        try (FileChannel channel = OwnerFile.create(file)) {
            assertThat(channel.size()).isZero();
        }
        OwnerFile.syncName(file);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void takesNothingThatIsThereAndFollowsNoLink() throws Exception {
        Path link = Files.createSymbolicLink(directory.resolve("link"), directory.resolve("else"));
        Path file = Files.writeString(directory.resolve("file"), "kept");
        for (Path taken : new Path[] {link, file}) {
            assertThatThrownBy(() -> OwnerFile.create(taken))
                    .isInstanceOf(FileAlreadyExistsException.class);
        }
        assertThat(directory.resolve("else")).doesNotExist();
        assertThat(file).hasContent("kept");
    }
}
