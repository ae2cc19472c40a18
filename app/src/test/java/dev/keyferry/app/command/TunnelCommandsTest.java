package dev.keyferry.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.app.command.terminal.Terminal;
import dev.keyferry.app.command.terminal.Terminal.Standard;
import dev.keyferry.app.serve.ServeOptions;
import dev.keyferry.app.serve.Serving;
import dev.keyferry.app.settings.Settings;
import dev.keyferry.server.http.ListenAddress;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Showing, changing and deleting a tunnel, against a real server without a gateway. */
class TunnelCommandsTest {
    private static final String KEY = "Marker-b7Qw-2LmX-p94R";

    @TempDir private Path directory;
    private Serving serving;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void serve() throws InterruptedException {
        serving =
                Serving.start(
                        new ServeOptions(
                                directory.resolve("data"),
                                ListenAddress.parse("127.0.0.1:0"),
                                Optional.empty(),
                                Settings.DEFAULT));
        environment.put("KEYFERRY_URL", serving.base().toString());
        environment.put("KEYFERRY_TOKEN_FILE", directory.resolve("data/admin.token").toString());
        run("account", "create", "one");
        run(
                "tunnel",
                "create",
                "branch-7",
                "--cloudflare-endpoint=203.0.113.1",
                "--customer-endpoint=198.51.100.7",
                "--interface-address=10.252.0.0/31");
    }

    @AfterEach
    void stop() {
        serving.close();
    }

    @Test
    void showsATunnelByNameOrId() {
        JsonNode json = json(run("tunnel", "show", "branch-7", "--json"));
        String id = json.path("id").asString();
        Invocation shown = run("tunnel", "show", id);
        assertThat(shown.out())
                .contains("branch-7", id, "203.0.113.1", "198.51.100.7", "1000_" + id)
                .contains("key           none\n");
        assertThat(run("tunnel", "show", "branch-8").exit()).isEqualTo(1);
    }

    @Test
    void updatesWhatIsNamedAndNothingElse() {
        Invocation updated =
                run(
                        "tunnel",
                        "update",
                        "branch-7",
                        "--name=branch-8",
                        "--description=moved",
                        "--customer-endpoint=",
                        "--identity=fqdn:b8.example",
                        "--identity=ipv4:198.51.100.8");
        assertThat(updated.exit()).as(updated.err()).isZero();
        assertThat(updated.out()).contains("branch-8", "moved", "fqdn:b8.example");
        JsonNode json = json(run("tunnel", "show", "branch-8", "--json"));
        assertThat(json.path("cloudflare_endpoint").asString()).isEqualTo("203.0.113.1");
        assertThat(json.has("customer_endpoint")).isFalse();
        assertThat(json.path("keyferry").path("identities")).hasSize(2);
        run("tunnel", "update", "branch-8", "--no-identities");
        assertThat(run("tunnel", "show", "branch-8").out())
                .contains("moved")
                .doesNotContain("b8.example");
    }

    @Test
    void aChangeOfIdentitiesTakesTheKeyFromAFileOnly() throws IOException {
        Path file = Files.writeString(directory.resolve("key"), KEY + "\n");
        assertThat(run("psk", "set", keys().toString()).exit()).isEqualTo(4);
        Invocation without = run("tunnel", "update", "branch-7", "--identity=fqdn:b7.example");
        assertThat(without.exit()).isEqualTo(1);
        assertThat(without.err()).contains("hint: ", "--key-file FILE");
        Invocation with =
                run(
                        "tunnel",
                        "update",
                        "branch-7",
                        "--identity=fqdn:b7.example",
                        "--key-file=" + file);
        assertThat(with.exit()).as(with.err()).isEqualTo(4);
        assertThat(with.out()).contains("fqdn:b7.example", "version 2 unserved");
        Invocation argument = run("tunnel", "update", "branch-7", "--key-file=" + KEY);
        assertThat(argument.exit()).isEqualTo(2);
        assertThat(with.shown() + without.shown() + argument.shown()).doesNotContain("Marker");
    }

    @Test
    void wrongUsageChangesNothing() {
        assertThat(run("tunnel", "update", "branch-7").exit()).isEqualTo(2);
        Invocation noName = run("tunnel", "update", "branch-7", "--name=a b");
        assertThat(noName.exit()).isEqualTo(1);
        assertThat(noName.err())
                .contains("at most 255 letters", "hint: correct what")
                .doesNotContain("--key-file", "[A-Za-z");
        assertThat(run("tunnel", "update", "branch-7", "--identity=b7.example").exit())
                .isEqualTo(2);
        assertThat(
                        run(
                                        "tunnel",
                                        "update",
                                        "branch-7",
                                        "--no-identities",
                                        "--identity=fqdn:b7.example")
                                .exit())
                .isEqualTo(2);
    }

    @Test
    void deletesOnlyWhatSomebodyAgreedTo() {
        Invocation nobody = run("tunnel", "delete", "branch-7");
        assertThat(nobody.exit()).isEqualTo(2);
        assertThat(nobody.err()).contains("nobody can be asked", "--yes");
        Invocation declined = asked("\n", "tunnel", "delete", "branch-7");
        assertThat(declined.exit()).isEqualTo(1);
        assertThat(declined.err()).contains("this deletes tunnel branch-7", "[y/N]");
        assertThat(run("tunnel", "show", "branch-7").exit()).isZero();
        assertThat(asked("y\n", "tunnel", "delete", "branch-7").exit()).isZero();
        assertThat(run("tunnel", "show", "branch-7").exit()).isEqualTo(1);
        Invocation gone = run("tunnel", "delete", "branch-7", "--yes");
        assertThat(gone.exit()).isEqualTo(1);
    }

    @Test
    void deletesWithoutATerminalByYes() {
        Invocation deleted = run("tunnel", "delete", "branch-7", "--yes", "--json");
        assertThat(deleted.exit()).as(deleted.err()).isZero();
        assertThat(json(deleted).path("deleted").asBoolean()).isTrue();
        assertThat(run("tunnel", "list").out()).doesNotContain("branch-7");
    }

    private Path keys() throws IOException {
        return Files.writeString(
                directory.resolve("keys.csv"), "tunnel,psk\nbranch-7," + KEY + "\n");
    }

    private Invocation run(String... arguments) {
        return Invocation.of(environment, "", arguments);
    }

    /** With somebody at the terminal. */
    private Invocation asked(String answer, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit =
                KeyferryCommand.run(
                        new Terminal(
                                environment,
                                new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8)),
                                new PrintStream(out, true, StandardCharsets.UTF_8),
                                new PrintStream(err, true, StandardCharsets.UTF_8),
                                EnumSet.allOf(Standard.class)),
                        arguments);
        return new Invocation(
                exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static JsonNode json(Invocation invocation) {
        return new JsonMapper().readTree(invocation.out());
    }
}
