package dev.keyferry.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.app.serve.ServeOptions;
import dev.keyferry.app.serve.Serving;
import dev.keyferry.app.settings.Settings;
import dev.keyferry.server.http.ListenAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the commands on a whole store say. */
class StoreCommandsTest {
    @TempDir private Path directory;

    @BeforeEach
    void makeADeployment() throws InterruptedException {
        serve().close();
    }

    @Test
    void backupWhileAServerRunsTellsWhatIsInItAndWhatIsNot() throws Exception {
        try (Serving _ = serve()) {
            Invocation backup = run("backup", file(), "--data", data());
            assertThat(backup.exit()).as(backup.err()).isZero();
            assertThat(backup.out()).contains("TABLE", "audit", "wrote " + file(), "elsewhere");
        }
        Invocation again = run("backup", file(), "--data", data());
        assertThat(again.exit()).isEqualTo(1);
        assertThat(again.err()).contains("error: ", "exists already", "hint: ");
        JsonNode json = json(run("backup", file() + ".2", "--data", data(), "--json"));
        assertThat(json.path("tables").path("head").path("rows").asInt()).isOne();
        assertThat(json.path("file").asString()).isEqualTo(file() + ".2");
    }

    @Test
    void restoreNamesTheFormerStoreAndTakesWhatAGatewayHolds() throws Exception {
        run("backup", file(), "--data", data());
        Invocation restored = run("restore", file(), "--data", data());
        assertThat(restored.exit()).as(restored.err()).isZero();
        assertThat(restored.out()).contains("former epochs: 1", "the former store is " + data());
        Files.writeString(
                Files.createDirectories(Path.of(data(), "gateway")).resolve("records.cache"),
                "KFCACHE1");
        assertThat(run("restore", file(), "--data", data()).out())
                .contains("former epochs: 2", "data/gateway", "there are no API tokens");
        assertThat(run("restore", file(), "--data", data(), "--prefer", "store").out())
                .contains("former epochs: 3")
                .doesNotContain("data/gateway");
    }

    @Test
    void restoreListsTheTokensThatAreGoodAgain() throws Exception {
        try (Serving serving = serve()) {
            Map<String, String> environment =
                    Map.of(
                            "KEYFERRY_URL",
                            serving.base().toString(),
                            "KEYFERRY_TOKEN_FILE",
                            data() + "/admin.token");
            String[] create = {
                "token", "create", "--deployment", "--name=rotate", "--allow=Operator"
            };
            Invocation made =
                    Invocation.of(
                            environment,
                            "",
                            Invocation.join(create, "--out=" + directory.resolve("t")));
            assertThat(made.exit()).as(made.shown()).isZero();
            run("backup", file(), "--data", data());
            Invocation ended =
                    Invocation.of(
                            environment, "", "token", "revoke", "--deployment", "rotate", "--yes");
            assertThat(ended.exit()).as(ended.shown()).isZero();
        }
        assertThat(run("restore", file(), "--data", data()).out())
                .contains("API tokens are as they were in the backup", "TOKEN", "rotate");
        assertThat(json(run("restore", file(), "--data", data(), "--json")).path("api_tokens"))
                .singleElement()
                .satisfies(token -> assertThat(token.path("name").asString()).isEqualTo("rotate"));
    }

    @Test
    void restoreAndMigrationAreRefusedWhileAServerRuns() throws Exception {
        run("backup", file(), "--data", data());
        try (Serving _ = serve()) {
            Invocation restore = run("restore", file(), "--data", data());
            assertThat(restore.exit()).isEqualTo(1);
            assertThat(restore.err()).contains("in use", "hint: ");
        }
    }

    @Test
    void whatIsMissingIsToldInTwoLines() throws IOException {
        assertThat(run("backup", file()).exit()).isEqualTo(2);
        assertThat(run("migrate-store", "--data", data()).exit()).isEqualTo(2);
        Path text = Files.writeString(directory.resolve("text"), "no backup");
        for (String wrong : new String[] {text.toString(), directory + "/missing"}) {
            Invocation restore = run("restore", wrong, "--data", data());
            assertThat(restore.exit()).isEqualTo(1);
            assertThat(restore.err()).contains("error: ", wrong, "hint: ");
        }
        Invocation nowhere = run("backup", file(), "--data", directory + "/none");
        assertThat(nowhere.exit()).isEqualTo(1);
        assertThat(nowhere.err()).contains("has no keyferry.db", "hint: ");
        assertThat(directory.resolve("none")).doesNotExist();
    }

    private Serving serve() throws InterruptedException {
        return Serving.start(
                new ServeOptions(
                        Path.of(data()),
                        ListenAddress.parse("127.0.0.1:0"),
                        Optional.empty(),
                        Settings.DEFAULT));
    }

    private static Invocation run(String... arguments) {
        return Invocation.of(Map.of(), "", arguments);
    }

    private static JsonNode json(Invocation run) {
        return JsonMapper.builder().build().readTree(run.out());
    }

    private String file() {
        return directory.resolve("backup.db").toString();
    }

    private String data() {
        return directory.resolve("data").toString();
    }
}
