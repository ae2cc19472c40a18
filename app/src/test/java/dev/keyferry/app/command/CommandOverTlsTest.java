package dev.keyferry.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.app.serve.ServeOptions;
import dev.keyferry.app.serve.Serving;
import dev.keyferry.app.settings.Settings;
import dev.keyferry.server.http.ListenAddress;
import dev.keyferry.server.http.listen.TlsAddress;
import dev.keyferry.server.tls.TlsNames;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands against a server on another host, which made its own authority. */
class CommandOverTlsTest {
    @TempDir private Path directory;
    private Serving serving;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void serve() throws InterruptedException {
        serve(Settings.DEFAULT);
    }

    private void serve(Settings settings) throws InterruptedException {
        Path data = directory.resolve("data");
        serving =
                Serving.start(
                        new ServeOptions(
                                data,
                                ListenAddress.parse("127.0.0.1:0"),
                                Optional.of(TlsAddress.parse("127.0.0.1:0")),
                                Optional.empty(),
                                settings));
        environment.put("KEYFERRY_URL", serving.tlsOrigin().orElseThrow() + "/client/v4");
        environment.put("KEYFERRY_TOKEN_FILE", data.resolve("admin.token").toString());
        environment.put("KEYFERRY_CA", data.resolve("tls/authority.pem").toString());
    }

    @AfterEach
    void stop() {
        serving.close();
    }

    @Test
    void trustTheAuthorityThatIsNamed() {
        assertThat(run("account", "create", "one").exit()).isZero();
        assertThat(run("account", "list").out()).contains("one");
    }

    @Test
    void trustNoOtherAndSayWhatToDo() {
        environment.remove("KEYFERRY_CA");
        Invocation untrusted = run("account", "list");
        assertThat(untrusted.exit()).isEqualTo(3);
        assertThat(untrusted.err()).contains("error: ", "hint: ", "KEYFERRY_CA");
    }

    @Test
    void acceptTheCertificateForItsOwnNamesOnly() throws InterruptedException {
        serving.close();
        Settings other = Settings.DEFAULT;
        Settings.Tls tls =
                new Settings.Tls(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(new TlsNames(List.of("elsewhere.example"))));
        serve(
                new Settings(
                        other.ike(),
                        other.gateway(),
                        other.limits(),
                        tls,
                        other.store(),
                        other.shutdown(),
                        other.log()));
        Invocation refused = run("account", "list");
        assertThat(refused.exit()).isEqualTo(3);
        assertThat(refused.err()).contains("for this name");
    }

    @Test
    void refuseAFileThatIsNoAuthority() throws Exception {
        Path file = Files.writeString(directory.resolve("ca.pem"), "nothing");
        environment.put("KEYFERRY_CA", file.toString());
        Invocation refused = run("account", "list");
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains("KEYFERRY_CA", "authority.pem");
        environment.put("KEYFERRY_CA", directory.resolve("none.pem").toString());
        assertThat(run("account", "list").exit()).isEqualTo(2);
    }

    private Invocation run(String... arguments) {
        return Invocation.of(environment, "", arguments);
    }
}
