package dev.keyferry.app.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyferry.app.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiAddressTest {
    @TempDir private Path directory;
    private final Map<String, String> environment = new HashMap<>(Map.of("KEYFERRY_TOKEN", "abc"));

    @Test
    void isTheLoopbackWhereNothingIsSaid() {
        assertThat(ApiAddress.of(environment).base()).hasToString(ApiAddress.DEFAULT_URL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:1/client/v4",
                "http://[::1]:1/x",
                "http://127.9.9.9/x",
                "http://localhost:8787/client/v4",
                "https://api.example/v4/"
            })
    void takesHttpsAndTheLoopback(String url) {
        environment.put("KEYFERRY_URL", url);
        assertThat(ApiAddress.of(environment).base().toString())
                .isEqualTo(url.replaceAll("/$", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://192.0.2.1/v4",
                "http://ip6-localhost/v4",
                "http://127.0.0.1.example/v4",
                "ftp://127.0.0.1/",
                "127.0.0.1:8787",
                "http:",
                " "
            })
    void refusesWhatWouldShowTheTokenOrIsNoUrl(String url) {
        environment.put("KEYFERRY_URL", url);
        assertThatThrownBy(() -> ApiAddress.of(environment)).isInstanceOf(Failure.class);
    }

    /** On many hosts their own name leads to the loopback, as long as nobody changes that. */
    @Test
    void looksUpNoNameToFindWhetherItIsTheLoopback() throws IOException {
        String own = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        String name = own.equals("localhost") ? "ip6-localhost" : own;
        environment.put("KEYFERRY_URL", "http://" + name + "/client/v4");
        assertThatThrownBy(() -> ApiAddress.of(environment)).hasMessageContaining("plain http to");
    }

    @Test
    void readsTheTokenFromItsFile() throws IOException {
        Path file = Files.writeString(directory.resolve("admin.token"), "the-token\n");
        environment.put("KEYFERRY_TOKEN", "");
        environment.put("KEYFERRY_TOKEN_FILE", file.toString());
        assertThat(ApiAddress.of(environment).token()).isEqualTo("the-token");
    }

    @Test
    void saysWhichFileCannotBeRead() {
        environment.remove("KEYFERRY_TOKEN");
        environment.put("KEYFERRY_TOKEN_FILE", "/nowhere/admin.token");
        assertThatThrownBy(() -> ApiAddress.of(environment))
                .hasMessageContaining("/nowhere/admin.token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"two words", "\"quoted\"", "line\nline", "=", "b\u00e4d"})
    void refusesATokenThatIsNoneWithoutRepeatingIt(String token) {
        environment.put("KEYFERRY_TOKEN", token);
        assertThatThrownBy(() -> ApiAddress.of(environment))
                .isInstanceOfSatisfying(
                        Failure.class,
                        failure -> assertThat(failure.getMessage()).doesNotContain(token + " "));
    }

    @Test
    void takesATokenOfTheMaximumLengthAndNoLonger() {
        environment.put("KEYFERRY_TOKEN", "t".repeat(ApiAddress.MAX_TOKEN_LENGTH));
        assertThat(ApiAddress.of(environment).token()).hasSize(ApiAddress.MAX_TOKEN_LENGTH);
        environment.put("KEYFERRY_TOKEN", "t".repeat(ApiAddress.MAX_TOKEN_LENGTH + 1));
        assertThatThrownBy(() -> ApiAddress.of(environment)).isInstanceOf(Failure.class);
    }

    @Test
    void neverPrintsTheToken() {
        environment.put("KEYFERRY_TOKEN", "marker-token");
        assertThat(ApiAddress.of(environment).toString()).doesNotContain("marker");
    }
}
