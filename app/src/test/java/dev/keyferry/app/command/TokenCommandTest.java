package dev.keyferry.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.app.command.terminal.Terminal;
import dev.keyferry.app.serve.ServeOptions;
import dev.keyferry.app.serve.Serving;
import dev.keyferry.app.settings.Settings;
import dev.keyferry.server.http.ListenAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The commands on tokens against a real server. */
class TokenCommandTest {
    private static final String VALUE = "kf_[A-Za-z0-9_-]{43}";

    @TempDir private Path directory;
    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, String> tunnelIds = new HashMap<>();
    private Serving serving;

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
        run("account", "create", "acme");
        createTunnel("a", 0);
        createTunnel("b", 2);
    }

    @AfterEach
    void stop() {
        serving.close();
    }

    @Test
    void aTokenForOneTunnelSetsItsKeyAndDoesNothingElse() throws IOException {
        Path file = directory.resolve("rotate.token");
        Invocation made =
                create("--allow", "psk set", "--tunnel", "a", "--expires", "90d", out(file));

        assertThat(made.exit()).as(made.shown()).isZero();
        assertThat(made.out()).contains("rotate", "active", "1 tunnel", "PSK Set");
        assertThat(made.shown()).doesNotContain("kf_");
        assertThat(Files.readString(file)).matches(VALUE + "\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Instant ends = Instant.parse(onlyToken().path("expires_on").asString());
        assertThat(Duration.between(Instant.now(), ends)).isBetween(days(89), days(90));

        use(file);
        String account = "--account=" + accountId();
        assertThat(setKey("a", account).out()).contains("stored 1");
        assertThat(setKey("b", account).shown()).contains("not-permitted");
        assertThat(run("tunnel", "list", account).exit()).isEqualTo(1);
        assertThat(run("token", "list", account).err()).contains("code 10000");
    }

    @Test
    void theDocumentedTokenSetsAKeyByItsTunnelsName() throws IOException {
        Path file = directory.resolve("rotate.token");
        Invocation made =
                create(
                        "--allow=PSK Set",
                        "--allow=Magic WAN Read",
                        "--tunnel=a",
                        "--expires=90d",
                        "--from=127.0.0.0/8",
                        out(file));
        assertThat(made.out()).contains("Magic WAN Read, PSK Set");
        assertThat(made.err()).contains("--account " + accountId() + " or KEYFERRY_ACCOUNT=");
        Path keys = Files.writeString(directory.resolve("keys.csv"), keysByName());
        use(file);
        Invocation set = run("psk", "set", keys.toString(), "--account=" + accountId());
        assertThat(set.out()).as(set.shown()).contains("stored 1");
    }

    @Test
    void aTokenThatMayNotReadIsToldWhatToGiveIt() throws IOException {
        Path file = directory.resolve("rotate.token");
        create("--allow=PSK Set", "--tunnel=a", out(file));
        Path keys = Files.writeString(directory.resolve("keys.csv"), keysByName());
        use(file);

        Invocation anywhere = run("psk", "set", keys.toString());
        assertThat(anywhere.exit()).isEqualTo(1);
        assertThat(anywhere.err())
                .contains("error: accounts cannot be looked up with this token")
                .contains("id by --account or KEYFERRY_ACCOUNT", "(Account Settings Read)");
        Invocation byName = run("psk", "set", keys.toString(), "--account=" + accountId());
        assertThat(byName.exit()).isEqualTo(1);
        assertThat(byName.err())
                .contains(
                        "error: tunnels cannot be listed, nor looked up by their names, with this token")
                .contains("by their ids", "(Magic WAN Read)");
        assertThat(anywhere.shown() + byName.shown()).doesNotContain("admin.token");
    }

    @Test
    void aDenialTakesAwayWhatAnAllowedPermissionIncludes() {
        Path file = directory.resolve("tunnels.token");
        create("--allow", "Magic WAN Write", "--deny", "PSK Set", out(file));
        assertThat(run("token", "list").out())
                .contains("Magic WAN Write, not PSK Set", "1 account");

        use(file);
        String account = "--account=" + accountId();
        assertThat(run("tunnel", "list", account).exit()).isZero();
        assertThat(setKey("a", account).exit()).isEqualTo(1);
    }

    @Test
    void aTokenIsGoodFromItsNetworksAndInItsTimeOnly() {
        Path elsewhere = directory.resolve("elsewhere");
        Path later = directory.resolve("later");
        create("--allow=Magic WAN Read", "--from=192.0.2.0/24", out(elsewhere));
        assertThat(run("token", "list").out()).contains("192.0.2.0/24");
        create("--allow=Magic WAN Read", "--not-before=12h", "--not-from=192.0.2.9", out(later));
        assertThat(run("token", "list").out()).contains("not 192.0.2.9");
        String account = "--account=" + accountId();
        for (Path file : new Path[] {elsewhere, later}) {
            use(file);
            assertThat(run("tunnel", "list", account).err()).contains("code 9109");
        }
        use(elsewhere);
        assertThat(run("tunnel", "list", account).err())
                .contains("hint: the token is limited to networks");
    }

    @Test
    void theDeploymentsTokensAreForAllAccounts() {
        Path file = directory.resolve("operator.token");
        assertThat(create("--deployment", "--allow=Operator", out(file)).out())
                .contains("all accounts");
        assertThat(json(run("token", "list", "--json"))).isEmpty();
        assertThat(json(run("token", "list", "--deployment", "--json"))).hasSize(1);
        use(file);
        assertThat(run("account", "create", "other").exit()).isZero();
    }

    @Test
    void aRolledTokenHasAnotherValueAndARevokedOneHasNone() throws IOException {
        Path first = directory.resolve("first");
        Path second = directory.resolve("second");
        create("--allow=Magic WAN Read", out(first));
        String id = onlyToken().path("id").asString();
        Invocation rolled = run("token", "roll", "rotate", out(second));
        assertThat(rolled.exit()).as(rolled.shown()).isZero();
        assertThat(rolled.out()).contains(id);
        assertThat(rolled.shown()).doesNotContain("kf_");
        assertThat(Files.readString(second)).matches(VALUE + "\n");

        String account = "--account=" + accountId();
        assertThat(as(first, "tunnel", "list", account).err()).contains("code 9109");
        assertThat(as(second, "tunnel", "list", account).exit()).isZero();

        Invocation nobody = run("token", "revoke", "rotate");
        assertThat(nobody.exit()).as("nobody can be asked").isEqualTo(2);
        assertThat(nobody.err()).contains("ends for good what rotate (" + id, "hint: give --yes");
        assertThat(as(second, "tunnel", "list", account).exit()).isZero();

        assertThat(run("token", "revoke", id, "--yes").out()).contains("revoked " + id);
        assertThat(as(second, "tunnel", "list", account).err()).contains("code 9109");
        assertThat(json(run("token", "list", "--json"))).isEmpty();
        assertThat(run("token", "revoke", id).err()).contains("no token is named");
    }

    @Test
    void whatIsThereIsNeverWrittenOverAndNothingIsAskedForThen() throws IOException {
        Path file = Files.writeString(directory.resolve("there"), "mine");
        Path link = Files.createSymbolicLink(directory.resolve("link"), directory.resolve("to"));
        for (Path taken : new Path[] {file, link}) {
            Invocation refused = create("--allow=PSK Set", out(taken));
            assertThat(refused.exit()).isEqualTo(2);
            assertThat(refused.err()).contains("exists already", "hint: ");
        }
        assertThat(create("--allow=PSK Set", out(directory.resolve("no/such"))).exit())
                .isEqualTo(1);
        assertThat(file).hasContent("mine");
        assertThat(directory.resolve("to")).doesNotExist();
        assertThat(json(run("token", "list", "--json"))).isEmpty();
    }

    @Test
    void aFullDiskIsFoundBeforeTheServerIsAsked() throws IOException {
        try (FullDisk disk = FullDisk.mount()) {
            Path file = disk.path().resolve("ci.token");
            Invocation refused = create("--allow=PSK Set", out(file));
            assertThat(refused.exit()).isEqualTo(1);
            assertThat(refused.err()).contains("nothing was asked of the server");
            assertThat(file).doesNotExist();
        }
        assertThat(json(run("token", "list", "--json"))).isEmpty();
    }

    @Test
    void aRefusedCallLeavesNoFile() {
        Path file = directory.resolve("refused");
        Invocation refused = create("--allow=API Tokens Read", "--tunnel=a", out(file));
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(file).doesNotExist();
    }

    @Test
    void anAnswerThatNeverCameLeavesNoFileAndSaysWhereToLook() {
        try (LosingRelay relay = LosingRelay.open(serving.base())) {
            Path file = directory.resolve("lost");
            environment.put("KEYFERRY_URL", relay.base());
            relay.lose(1);
            Invocation lost = create("--allow=PSK Set", out(file));
            assertThat(lost.exit()).isEqualTo(3);
            assertThat(lost.err()).contains("nobody knows", "look at `keyferry token list`");
            assertThat(file).doesNotExist();
        }
    }

    @Test
    void aTerminalIsShownTheTokenOnceAndAPipeNever() {
        Invocation piped = create("--allow=PSK Set");
        assertThat(piped.exit()).isEqualTo(2);
        assertThat(piped.err()).contains("--out");
        assertThat(json(run("token", "list", "--json"))).isEmpty();

        String[] create = {"token", "create", "--name=seen", "--allow=PSK Set"};
        Invocation seen = onTerminal(create);
        assertThat(seen.out()).containsPattern(VALUE);
        assertThat(onTerminal(Invocation.join(create, "--json")).exit()).isEqualTo(2);
        assertThat(onTerminal("token", "list").shown()).contains("seen").doesNotContain("kf_");
        assertThat(onTerminal("token", "roll", "seen").out()).containsPattern(VALUE);
    }

    @Test
    void jsonHasEverythingButTheValue() {
        Invocation made = create("--allow=PSK Set", "--json", out(directory.resolve("a.token")));
        assertThat(json(made).path("policies")).hasSize(1);
        assertThat(made.out()).doesNotContain("kf_", "\"value\"");
        JsonNode rolled =
                json(run("token", "roll", "rotate", "--json", out(directory.resolve("b.token"))));
        assertThat(rolled.path("name").asString()).isEqualTo("rotate");
        assertThat(run("token", "list", "--json").out()).doesNotContain("kf_");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create --name=x",
                "create --allow=Operator",
                "create --name=x --allow=Nonsense --out=new",
                "create --name=x --allow=Operator --out=new --expires=soon",
                "create --name=x --allow=Operator --out=new --deployment --tunnel=a",
                "create --name=x --allow=Operator --out=new --deployment --account=acme",
                "roll kf_MarkerMarkerMarkerMarkerMarkerMarkerMarkerMark --out=new",
                "revoke kf_MarkerMarkerMarkerMarkerMarkerMarkerMarkerMark"
            })
    void wrongUsageChangesNothing(String line) {
        String[] arguments = line.replace("=new", "=" + directory.resolve("new")).split(" ");
        Invocation wrong = run(Invocation.join(new String[] {"token"}, arguments));
        assertThat(wrong.exit()).as(wrong.shown()).isEqualTo(2);
        assertThat(wrong.err()).contains("error: ", "hint: ").doesNotContain("Marker");
        assertThat(directory.resolve("new")).doesNotExist();
    }

    @Test
    void anUnknownPermissionIsAnsweredWithTheNamesThatThereAre() {
        assertThat(create("--allow=set psks", out(directory.resolve("x"))).err())
                .contains("there is no permission set psks", "PSK Set", "Magic WAN Read");
    }

    @Test
    void severalTokensOfOneNameAreToldApartByTheirIds() {
        create("--allow=PSK Set", out(directory.resolve("1")));
        create("--allow=PSK Set", out(directory.resolve("2")));
        Invocation unclear = run("token", "revoke", "rotate");
        assertThat(unclear.exit()).isEqualTo(1);
        assertThat(unclear.err()).contains("several tokens are named rotate", "id");
        assertThat(json(run("token", "list", "--json"))).hasSize(2);
    }

    private Invocation create(String... options) {
        return run(Invocation.join(new String[] {"token", "create", "--name=rotate"}, options));
    }

    private Invocation setKey(String tunnel, String account) {
        String file = "tunnel,psk\n" + tunnel + ",Lw7v-Qe2b-9Kzn-Hy5d\n";
        String id = tunnelIds.getOrDefault(tunnel, tunnel);
        return Invocation.of(
                environment, file.replace("\n" + tunnel, "\n" + id), "psk", "set", "-", account);
    }

    private static String keysByName() {
        return "tunnel,psk\na,Lw7v-Qe2b-9Kzn-Hy5d\n";
    }

    private void createTunnel(String name, int place) {
        JsonNode made =
                json(
                        run(
                                "tunnel",
                                "create",
                                name,
                                "--cloudflare-endpoint=203.0.113.1",
                                "--interface-address=10.252.0." + place + "/31",
                                "--json"));
        tunnelIds.put(name, made.path("id").asString());
    }

    private String accountId() {
        return json(as(directory.resolve("data/admin.token"), "account", "list", "--json"))
                .path(0)
                .path("id")
                .asString();
    }

    private JsonNode onlyToken() {
        JsonNode tokens = json(run("token", "list", "--json"));
        assertThat(tokens).hasSize(1);
        return tokens.path(0);
    }

    private void use(Path token) {
        environment.put("KEYFERRY_TOKEN_FILE", token.toString());
    }

    private Invocation as(Path token, String... arguments) {
        Map<String, String> other = new HashMap<>(environment);
        other.put("KEYFERRY_TOKEN_FILE", token.toString());
        return Invocation.of(other, "", arguments);
    }

    private Invocation run(String... arguments) {
        return Invocation.of(environment, "", arguments);
    }

    private Invocation onTerminal(String... arguments) {
        return Invocation.of(environment, "", Set.of(Terminal.Standard.OUT), arguments);
    }

    private static String out(Path file) {
        return "--out=" + file;
    }

    private static Duration days(int days) {
        return Duration.ofDays(days);
    }

    private static JsonNode json(Invocation invocation) {
        return new JsonMapper().readTree(invocation.out());
    }
}
