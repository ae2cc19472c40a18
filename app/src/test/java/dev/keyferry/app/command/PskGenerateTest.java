package dev.keyferry.app.command;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.app.api.ApiAddress;
import dev.keyferry.app.api.ApiClient;
import dev.keyferry.app.serve.ServeOptions;
import dev.keyferry.app.serve.Serving;
import dev.keyferry.app.settings.Settings;
import dev.keyferry.server.http.ListenAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code keyferry psk generate} against a real server without a gateway. */
class PskGenerateTest {
    private static final Pattern GOES_ON =
            Pattern.compile("keyferry (psk set .*) goes on from there");

    @TempDir private Path directory;
    private final Map<String, String> environment = new HashMap<>();
    private Serving serving;
    private LosingRelay relay;
    private Path out;
    private int tunnels;

    @BeforeEach
    void serveTunnels() throws InterruptedException {
        Path data = directory.resolve("data");
        out = directory.resolve("handover");
        serving =
                Serving.start(
                        new ServeOptions(
                                data,
                                ListenAddress.parse("127.0.0.1:0"),
                                Optional.empty(),
                                Settings.DEFAULT));
        relay = LosingRelay.open(serving.base());
        environment.put("KEYFERRY_URL", relay.base());
        environment.put("KEYFERRY_TOKEN_FILE", data.resolve("admin.token").toString());
        run("account", "create", "acme");
        for (String name : List.of("acme-ber", "acme-muc", "beta-1")) {
            createTunnel(name);
        }
        relay.lose(0);
    }

    @AfterEach
    void stop() {
        relay.close();
        serving.close();
    }

    @Test
    void writesAFileForEachRouterAndSetsTheKeysInThem() throws IOException {
        Invocation made = generate("--all", "--profile=fortigate", "--wan-interface=wan1");

        assertThat(made.exit()).as(made.shown()).isEqualTo(4);
        assertThat(made.out())
                .startsWith(
                        "wrote "
                                + out
                                + "/acme-ber.txt (0600) ... 3 files, then set 3 in one call:"
                                + " unserved 3\n");
        assertThat(mode(out)).isEqualTo("rwx------");
        assertThat(names())
                .containsExactly("acme-ber.txt", "acme-muc.txt", "beta-1.txt", "keys.csv");
        Map<String, String> keys = keys();
        assertThat(keys.values())
                .doesNotHaveDuplicates()
                .allMatch(k -> k.matches("[1-9A-Za-z]\\w{31}"));
        for (Map.Entry<String, String> key : keys.entrySet()) {
            Path file = out.resolve(key.getKey() + ".txt");
            assertThat(mode(file)).isEqualTo("rw-------");
            assertThat(file)
                    .content()
                    .contains("set interface \"wan1\"")
                    .contains("set psksecret \"" + key.getValue() + "\"");
            assertThat(made.shown()).doesNotContain(key.getValue());
        }
        assertThat(mode(out.resolve("keys.csv"))).isEqualTo("rw-------");
        assertThat(versions()).containsExactly(1L, 1L, 1L);
        // The server has those very keys: the same ones make no new version.
        assertThat(run("psk", "set", "--yes", out + "/keys.csv").out()).startsWith("stored 3");
        assertThat(versions()).containsExactly(1L, 1L, 1L);
    }

    @Test
    void aRunThatLosesTheServerIsGoneOnWithByTheSameKeys() throws IOException {
        // Three questions without effect, and the answer to the second key is lost.
        relay.lose(5);
        Invocation lost = generate("--all", "--batch=1");

        assertThat(lost.exit()).as(lost.shown()).isEqualTo(3);
        assertThat(lost.err())
                .contains(
                        "1 of 3 keys were sent and answered, 1 more were on the way; keyferry psk"
                                + " set "
                                + out
                                + "/keys.csv --account ");
        Matcher told = GOES_ON.matcher(lost.err());
        assertThat(told.find()).isTrue();
        Map<String, String> keys = keys();
        assertThat(keys).hasSize(3);
        assertThat(versions()).containsExactly(1L, 1L);

        // Whatever account is meant elsewhere, the command that was told means this one.
        run("account", "create", "other");
        environment.put("KEYFERRY_ACCOUNT", "other");
        Invocation again = run(told.group(1).split(" "));
        environment.put("KEYFERRY_ACCOUNT", "acme");

        assertThat(again.exit()).as(again.shown()).isEqualTo(4);
        assertThat(again.err()).contains("going on where the last run ended: 1 keys were answered");
        assertThat(keys()).isEqualTo(keys);
        assertThat(versions()).containsExactly(1L, 1L, 1L);
        assertThat(names()).doesNotContain("keys.csv.keyferry-journal");
    }

    @Test
    void replacesNoFileAndSetsNothingThen() throws IOException {
        Files.createDirectory(
                out,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path target = Files.writeString(directory.resolve("target"), "mine");
        Files.createSymbolicLink(out.resolve("acme-muc.txt"), target);

        Invocation refused = generate("--all");

        assertThat(refused.exit()).as(refused.shown()).isEqualTo(2);
        assertThat(refused.err()).contains("acme-muc.txt is there already", "nothing was set");
        assertThat(target).hasContent("mine");
        assertThat(names()).containsExactly("acme-muc.txt");
        assertThat(versions()).isEmpty();
    }

    @Test
    void takesNoDirectoryOfOthersAndNoneWithKeysOfAnotherRun() throws IOException {
        Files.createDirectory(
                out,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-x---")));
        Invocation open = generate("--all");
        assertThat(open.exit()).isEqualTo(2);
        assertThat(open.err()).contains("open to others", "--out-dir");

        Files.setPosixFilePermissions(out, PosixFilePermissions.fromString("rwx------"));
        Files.writeString(out.resolve("keys.csv"), "");
        Invocation former = generate("--all");
        assertThat(former.exit()).isEqualTo(2);
        assertThat(former.err()).contains("keyferry psk set " + out + "/keys.csv");
        assertThat(names()).containsExactly("keys.csv");
        assertThat(versions()).isEmpty();
    }

    /** The journal knows the other file by its MAC, and so would stop the run after its files. */
    @Test
    void takesNoDirectoryWithAJournalOfAnotherRun() throws IOException {
        Files.createDirectory(
                out,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.writeString(out.resolve("keys.csv.keyferry-journal"), "");
        Invocation former = generate("--all");
        assertThat(former.exit()).as(former.shown()).isEqualTo(2);
        assertThat(former.err()).contains("keys.csv.keyferry-journal is there", "--out-dir");
        assertThat(names()).containsExactly("keys.csv.keyferry-journal");
        assertThat(versions()).isEmpty();
    }

    @Test
    void choosesTunnelsByNamePrefixAndState() throws IOException {
        assertThat(generate("beta-1").exit()).isEqualTo(4);
        assertThat(names()).containsExactly("beta-1.txt", "keys.csv");

        out = directory.resolve("second");
        assertThat(generate("--name-prefix=acme-").exit()).isEqualTo(4);
        assertThat(names()).containsExactly("acme-ber.txt", "acme-muc.txt", "keys.csv");

        out = directory.resolve("third");
        assertThat(generate("--state=unserved", "--name-prefix=beta").exit()).isEqualTo(4);
        assertThat(names()).containsExactly("beta-1.txt", "keys.csv");

        out = directory.resolve("fourth");
        for (String[] nothing :
                new String[][] {{"--state=loaded"}, {"--name-prefix=gamma"}, {"beta-1", "gamma"}}) {
            Invocation refused = generate(nothing);
            assertThat(refused.exit()).as(refused.shown()).isEqualTo(1);
            assertThat(refused.err()).contains("hint: ");
        }
        for (String[] wrong :
                new String[][] {{}, {"beta-1", "--all"}, {"--all", "--state=loaded"}}) {
            assertThat(generate(wrong).exit()).isEqualTo(2);
        }
        assertThat(out).doesNotExist();
    }

    @Test
    void asksBeforeALargePartOfTheAccountAndWritesNothingUnlessAgreed() throws IOException {
        for (int i = 0; i < 7; i++) {
            createTunnel("gamma-" + i);
        }
        Invocation nobody = run("psk", "generate", "--all", "--out-dir=" + out);
        assertThat(nobody.exit()).as(nobody.shown()).isEqualTo(2);
        assertThat(nobody.err()).contains("--yes");
        assertThat(out).doesNotExist();
        assertThat(generate("--all").exit()).isEqualTo(4);
        assertThat(versions()).hasSize(10);
    }

    @Test
    void writesNoKeyThatTheAccountWouldRefuse() throws IOException {
        requireLength(40);
        Invocation refused = generate("--all");
        assertThat(refused.exit()).as(refused.shown()).isEqualTo(1);
        assertThat(refused.err()).contains("key-too-short", "--length");
        assertThat(out).doesNotExist();

        assertThat(generate("--all", "--length=40").exit()).isEqualTo(4);
        assertThat(keys().values()).allMatch(key -> key.length() == 40);
        assertThat(generate("--all", "--length=19").exit()).isEqualTo(2);
        assertThat(generate("--all", "--length=128").exit()).isEqualTo(2);
    }

    @Test
    void refusesWhatARouterCannotBeToldBeforeItWrites() {
        Invocation refused = generate("--all", "--profile=cisco-ios-xe", "--router-ts=fd00::/64");
        assertThat(refused.exit()).as(refused.shown()).isEqualTo(1);
        assertThat(refused.err()).contains("acme-ber", "IPv6");
        assertThat(out).doesNotExist();
    }

    @Test
    void aProgramReadsWhereTheFilesAre() {
        Invocation json = generate("beta-1", "--json");
        JsonNode read = new JsonMapper().readTree(json.out());
        assertThat(read.path("files").path("beta-1").asString()).isEqualTo(out + "/beta-1.txt");
        assertThat(read.path("successfully_applied_psks")).hasSize(1);
    }

    private Invocation generate(String... arguments) {
        String[] fixed = {"psk", "generate", "--yes", "--out-dir=" + out};
        return run(Invocation.join(fixed, arguments));
    }

    private Map<String, String> keys() throws IOException {
        return Files.readAllLines(out.resolve("keys.csv")).stream()
                .skip(1)
                .map(line -> line.split(",", 2))
                .collect(toMap(fields -> fields[0], fields -> fields[1]));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(out)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private List<Long> versions() {
        return new JsonMapper()
                .readTree(run("psk", "status", "--json").out())
                .valueStream()
                .map(key -> key.path("psk").path("version").asLong())
                .toList();
    }

    private void requireLength(int characters) {
        JsonNode account =
                new JsonMapper().readTree(run("account", "list", "--json").out()).path(0);
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("id", account.path("id").asString()).put("name", "acme");
        body.putObject("keyferry").putObject("psk_policy").put("minimum_length", characters);
        try (ApiClient api = new ApiClient(ApiAddress.of(environment))) {
            api.put("/accounts/" + account.path("id").asString(), body);
        }
    }

    private void createTunnel(String name) {
        Invocation created =
                run(
                        "tunnel",
                        "create",
                        name,
                        "--cloudflare-endpoint=203.0.113.1",
                        "--interface-address=10.252.0." + 2 * tunnels++ + "/31");
        assertThat(created.exit()).as(created.shown()).isZero();
    }

    private Invocation run(String... arguments) {
        return Invocation.of(environment, "", arguments);
    }
}
