package dev.keyferry.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.app.serve.ServeOptions;
import dev.keyferry.app.serve.Serving;
import dev.keyferry.app.settings.Settings;
import dev.keyferry.server.http.ListenAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code keyferry psk revoke} against a real server without a gateway. */
class PskRevokeTest {
    private static final String KEYS =
            "tunnel,psk\none,Marker-b7Qw-2LmX-p94R\ntwo,Marker-Zt5K-8vNc-h3Yd\n";

    @TempDir private Path directory;
    private Serving serving;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void serveTwoTunnelsWithKeys() throws InterruptedException {
        serving =
                Serving.start(
                        new ServeOptions(
                                directory.resolve("data"),
                                ListenAddress.parse("127.0.0.1:0"),
                                Optional.empty(),
                                Settings.DEFAULT));
        environment.put("KEYFERRY_URL", serving.base().toString());
        environment.put("KEYFERRY_TOKEN_FILE", directory.resolve("data/admin.token").toString());
        run("", "account", "create", "acme");
        create("one", "10.0.0.0/31");
        create("two", "10.0.0.2/31");
        run(KEYS, "psk", "set", "-");
    }

    @AfterEach
    void stop() {
        serving.close();
    }

    @Test
    void takesTheNamedKeysAndLeavesTheTunnels() {
        Invocation revoked = run("", "psk", "revoke", "one");
        assertThat(revoked.exit()).isZero();
        assertThat(revoked.out()).isEqualTo("revoked  one\n");
        assertThat(run("", "psk", "status").out()).contains("two").doesNotContain("one");
        assertThat(run("", "tunnel", "list").out()).contains("one", "two");

        Invocation again = run("", "psk", "revoke", "one", "two", "--json");
        assertThat(again.exit()).isZero();
        assertThat(again.out().lines())
                .satisfiesExactly(
                        first -> assertThat(first).contains("\"removed\":false", "\"version\":2"),
                        second -> assertThat(second).contains("\"removed\":true", "\"version\":2"));
    }

    @Test
    void takesNoneWhereANameIsWrong() {
        Invocation refused = run("", "psk", "revoke", "one", "three");
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("error: ", "three", "hint: ");
        assertThat(refused.out()).isEmpty();
        assertThat(run("", "psk", "status").out()).contains("one", "two");
        assertThat(run("", "psk", "revoke").exit()).as("no name").isEqualTo(2);
    }

    private void create(String name, String inner) {
        Invocation created =
                run(
                        "",
                        "tunnel",
                        "create",
                        name,
                        "--cloudflare-endpoint",
                        "203.0.113.1",
                        "--interface-address",
                        inner);
        assertThat(created.exit()).as(created.err()).isZero();
    }

    private Invocation run(String stdin, String... arguments) {
        return Invocation.of(environment, stdin, arguments);
    }
}
