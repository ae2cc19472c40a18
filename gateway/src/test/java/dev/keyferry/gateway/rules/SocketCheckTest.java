package dev.keyferry.gateway.rules;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule 8. */
final class SocketCheckTest {
    private static final int STRANGER = 4_242;

    private final SocketCheck check = new SocketCheck(Set.of());

    @TempDir private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"rwxrwxrwx", "rwxr-xrwx", "rwxrwxr-x", "rwx----w-"})
    void directoryThatOthersCanWriteIsRefused(String permissions) throws Exception {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(permissions));

        assertThatThrownBy(() -> check.checkDirectory(directory.resolve("charon.vici")))
                .isInstanceOf(SocketRefused.class)
                .hasMessageContaining("chmod go-w");
    }

    @Test
    void ofAStickyDirectoryForEverybodyAnotherPlaceIsAdvised() throws Exception {
        Files.setAttribute(directory, "unix:mode", 01777);

        assertThatThrownBy(() -> check.checkDirectory(directory.resolve("charon.vici")))
                .isInstanceOf(SocketRefused.class)
                .hasMessageContaining("a directory of its own")
                .hasMessageNotContaining("chmod");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rwx------", "rwxr-xr-x"})
    void directoryThatItsOwnerAloneCanWriteIsTaken(String permissions) throws Exception {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(permissions));

        assertThatCode(() -> check.checkDirectory(directory.resolve("charon.vici")))
                .doesNotThrowAnyException();
    }

    @Test
    void directoryThatIsNotThereYetIsNoReasonToRefuse() {
        assertThatCode(() -> check.checkDirectory(directory.resolve("later/charon.vici")))
                .doesNotThrowAnyException();
    }

    @Test
    void onlyTrustedUsersMayListen() {
        assertThatCode(() -> check.checkPeer(OptionalInt.of(0))).doesNotThrowAnyException();
        assertThatThrownBy(() -> check.checkPeer(OptionalInt.of(STRANGER)))
                .isInstanceOf(SocketRefused.class)
                .hasMessageContaining("4242");
        assertThatCode(() -> new SocketCheck(Set.of(STRANGER)).checkPeer(OptionalInt.of(STRANGER)))
                .doesNotThrowAnyException();
    }

    @Test
    void systemThatDoesNotTellIsLeftToTheDirectorysRights() {
        assertThatCode(() -> check.checkPeer(OptionalInt.empty())).doesNotThrowAnyException();
    }
}
