package dev.keyferry.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.app.serve.ServeOptions;
import dev.keyferry.app.serve.Serving;
import dev.keyferry.app.settings.Settings;
import dev.keyferry.server.http.ListenAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the commands on a restored directory say without any gateway. */
class RecoverCommandTest {
    /** A cache that was opened and never written to. */
    private static final String EMPTY_CACHE = "KFCACHE1";

    @TempDir private Path directory;

    @BeforeEach
    void makeADeployment() throws InterruptedException {
        Serving.start(
                        new ServeOptions(
                                data(),
                                ListenAddress.parse("127.0.0.1:0"),
                                Optional.empty(),
                                Settings.DEFAULT))
                .close();
    }

    @Test
    void planWithoutACacheTellsHowTheStoreStands() {
        assertThat(run("plan").exit()).isZero();
        assertThat(run("plan").out())
                .contains("former epochs: 0", "GATEWAY")
                .doesNotContain("CACHE");
        assertThat(json(run("plan", "--json")).has("tunnels")).isFalse();
    }

    @Test
    void emptyCacheDiffersInNothing() throws IOException {
        Path cache = Files.writeString(directory.resolve("gw.cache"), EMPTY_CACHE);

        Invocation plan = run("plan", "--cache", cache.toString());

        assertThat(plan.exit()).isZero();
        assertThat(plan.out())
                .contains(cache.toString(), "the database has everything that these gateways hold");
        JsonNode json = json(run("plan", "--json", "--cache", cache.toString()));
        assertThat(json.path("tunnels")).isEmpty();
        assertThat(json.path("caches").path(0).path("keys").asInt(-1)).isZero();
    }

    @Test
    void cacheOfTheGatewayInTheServersProcessIsFoundByItself() throws IOException {
        Files.writeString(
                Files.createDirectories(data().resolve("gateway")).resolve("records.cache"),
                EMPTY_CACHE);

        Invocation applied = run("apply", "--prefer", "gateways");

        assertThat(applied.exit()).isZero();
        assertThat(applied.out()).contains("former epochs: 1", "data/gateway");
    }

    @Test
    void nothingIsDecidedWithoutACacheOrWithOneThatCannotBeRead() throws IOException {
        assertThat(run("apply", "--prefer", "gateways").exit()).isEqualTo(2);
        Path cache = Files.writeString(directory.resolve("gw.cache"), "no cache at all");
        for (String path : new String[] {cache.toString(), directory + "/missing"}) {
            Invocation refused = run("apply", "--prefer", "gateways", "--cache", path);
            assertThat(refused.exit()).isEqualTo(1);
            assertThat(refused.err()).contains("error: ", path, "hint: ");
        }
        assertThat(run("apply", "--prefer", "store", "--cache", cache.toString()).exit())
                .isEqualTo(2);
        assertThat(run("plan").out()).contains("former epochs: 0");
    }

    @Test
    void anotherAdministratorsTokenTakesThePlaceOfTheFormerOne() throws IOException {
        Path file = data().resolve("admin.token");
        String former = Files.readString(file);

        Invocation renewed = run("admin-token");

        assertThat(renewed.exit()).isZero();
        assertThat(Files.readString(file)).isNotEqualTo(former);
        assertThat(renewed.out())
                .contains(file.toString(), "the former one is good for nothing")
                .doesNotContain(Files.readString(file).strip());
        JsonNode json = json(run("admin-token", "--json"));
        assertThat(json.path("token_file").asString("")).isEqualTo(file.toString());
        assertThat(json.path("api_tokens").isArray()).isTrue();
    }

    @Test
    void keysAreGivenUpOnlyWhereTheirEdgesKeyIsLostAndTheOperatorSaysSo() throws IOException {
        Path file = data().resolve("keys/edge-default.key");
        Invocation needless = run("edge-key", "--edge", "default", "--abandon-keys");
        assertThat(needless.exit()).isEqualTo(1);
        assertThat(needless.err()).contains("it is not lost", "hint: ");
        Files.delete(file);

        Invocation look = run("edge-key", "--edge", "default");
        assertThat(look.exit()).isEqualTo(1);
        assertThat(look.out()).contains("nothing was changed", "--abandon-keys");
        assertThat(file).doesNotExist();

        Invocation abandoned = run("edge-key", "--edge", "default", "--abandon-keys");
        assertThat(abandoned.exit()).isZero();
        assertThat(abandoned.out()).contains("edge default has the key ", "0 keys are given up");
        assertThat(file).exists();
        assertThat(run("edge-key", "--edge", "nowhere").exit()).isEqualTo(1);
        assertThat(run("edge-key").exit()).isEqualTo(2);
    }

    @Test
    void keyFilesThatAreLostForGoodAreMadeAnewOnlyWhereTheDatabaseIsTrusted() throws IOException {
        assertThat(run("keys").exit()).isZero();
        Path audit = data().resolve("keys/audit.key");
        byte[] former = Files.readAllBytes(audit);
        Files.delete(audit);
        Invocation derived = run("keys");
        assertThat(derived.exit()).isZero();
        assertThat(derived.out()).containsPattern("keys/audit.key +derived");
        assertThat(Files.readAllBytes(audit)).isEqualTo(former);
        Path lost = data().resolve("keys/fingerprint.key");
        Files.delete(lost);

        Invocation told = run("keys");
        assertThat(told.exit()).isEqualTo(1);
        assertThat(told.out())
                .containsPattern("keys/fingerprint.key +lost")
                .contains("--trust-database", "keyferry gateway record-key");
        assertThat(lost).doesNotExist();

        JsonNode renewed = json(run("keys", "--trust-database", "--json"));
        assertThat(renewed.path("files").path("fingerprint.key").asString("")).isEqualTo("renewed");
        assertThat(renewed.path("ended_gateways")).isEmpty();
        assertThat(lost).exists();
        assertThat(run("keys").exit()).isZero();
    }

    /** Everything but a backup is lost, the keys too. */
    @Test
    void aBackupWithoutAnyKeyBecomesAStoreAgain() throws Exception {
        Path backup = directory.resolve("backup.db");
        assertThat(
                        Invocation.of(
                                        Map.of(),
                                        "",
                                        "backup",
                                        backup.toString(),
                                        "--data",
                                        data().toString())
                                .exit())
                .isZero();
        Files.move(data(), directory.resolve("burnt"));
        Files.createDirectory(
                data(),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.copy(backup, data().resolve("keyferry.db"), StandardCopyOption.COPY_ATTRIBUTES);

        assertThat(run("keys").exit()).isEqualTo(1);
        assertThat(run("keys", "--trust-database").exit()).isZero();
        assertThat(run("edge-key", "--edge", "default", "--abandon-keys").exit()).isZero();
        assertThat(run("apply", "--prefer", "store").exit()).isZero();

        makeADeployment();
        assertThat(run("plan").out()).contains("former epochs: 1");
    }

    private Invocation run(String command, String... more) {
        return Invocation.of(
                Map.of(),
                "",
                Invocation.join(
                        new String[] {"recover", command, "--data", data().toString()}, more));
    }

    private static JsonNode json(Invocation run) {
        return JsonMapper.builder().build().readTree(run.out());
    }

    private Path data() {
        return directory.resolve("data");
    }
}
