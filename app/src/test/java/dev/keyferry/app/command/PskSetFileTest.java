package dev.keyferry.app.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code keyferry psk set FILE} against a real server without a gateway. */
class PskSetFileTest {
    private static final int TUNNELS = 12;

    @TempDir private Path directory;
    private Serving serving;
    private LosingRelay relay;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void serveTunnels() throws InterruptedException {
        Path data = directory.resolve("data");
        ListenAddress free = ListenAddress.parse("127.0.0.1:0");
        serving = Serving.start(new ServeOptions(data, free, Optional.empty(), Settings.DEFAULT));
        relay = LosingRelay.open(serving.base());
        environment.put("KEYFERRY_URL", relay.base());
        environment.put("KEYFERRY_TOKEN_FILE", data.resolve("admin.token").toString());
        run("account", "create", "acme");
        IntStream.range(0, TUNNELS).forEach(this::createTunnel);
        relay.lose(0);
    }

    @AfterEach
    void stop() {
        relay.close();
        serving.close();
    }

    @Test
    void goesOnAfterALostAnswerAndMakesNoSecondVersion() throws IOException {
        String file = write("nowhere,Marker-x\n" + keys(0, TUNNELS) + "t3\n");
        relay.lose(3);
        Invocation broken = run("psk", "set", file, "--yes", "--batch", "3");
        assertThat(broken.exit()).isEqualTo(3);
        assertThat(broken.err())
                .contains("note: 6 of 12 keys were sent and answered, 3 more were on the way")
                .contains("error: ", "hint: ");
        assertThat(journal()).exists();
        assertThat(refused()).doesNotExist();

        relay.lose(0);
        Invocation resumed = run("psk", "set", file, "--batch", "3");
        assertThat(relay.posts()).as("calls that were left").isEqualTo(2);
        assertThat(resumed.err())
                .contains("going on where the last run ended: 6 keys were answered; 3 more");
        assertThat(resumed.exit()).isEqualTo(1);
        assertThat(resumed.out()).contains("stored 12   unserved 12   refused 2 -> " + refused());
        assertThat(Files.readAllLines(refused()))
                .satisfiesExactly(
                        header -> assertThat(header).isEqualTo("line,tunnel,reason"),
                        line -> assertThat(line).startsWith("2,nowhere,\"unknown-tunnel: "),
                        line -> assertThat(line).startsWith("15,,\"wrong-fields: "));
        assertThat(journal()).doesNotExist();
        assertThat(versions()).hasSize(TUNNELS).containsOnly(1L);
        assertThat(resumed.shown() + broken.shown()).doesNotContain("Marker");
    }

    @Test
    void tellsOfEveryKeyInJsonAlsoOfThoseOfTheRunBefore() throws IOException {
        String file = write(keys(0, 6) + ",Marker-x\n");
        relay.lose(2);
        run("psk", "set", file, "--batch", "4");
        JsonNode json = json(run("psk", "set", file, "--json"));
        assertThat(json.path("successfully_applied_psks")).hasSize(6);
        assertThat(json.path("successfully_applied_psks").valueStream())
                .allSatisfy(
                        key -> assertThat(key.path("keyferry").path("version").asLong()).isOne());
        assertThat(json.path("refused").path(0).path("line").asInt()).isEqualTo(8);
        assertThat(json.path("refused").path(0).path("reason").asString())
                .startsWith("empty-tunnel");
    }

    @Test
    void manyNamesAreFoundInOneList() throws IOException {
        run("psk", "set", write(keys(0, 6)), "--yes");
        relay.lose(0);
        assertThat(run("psk", "revoke", "t0", "t1", "t2", "t3", "--yes").out().lines()).hasSize(4);
        assertThat(relay.gets()).as("of accounts, of tunnels").isEqualTo(2);
        assertThat(run("psk", "revoke", "t4", "nowhere", "--yes").err())
                .contains("no tunnel of this account is named nowhere");
        assertThat(run("psk", "status", "--json").out()).contains("t4").doesNotContain("t3");
    }

    @Test
    void beginsAnewOnlyWhereThatIsSaidOnceTheFileHasChanged() throws IOException {
        String file = write(keys(0, 4));
        relay.lose(2);
        run("psk", "set", file, "--batch", "2");
        write(keys(0, 4).replace("Marker-0", "Another-0"));
        relay.lose(0);
        Invocation changed = run("psk", "set", file);
        assertThat(changed.exit()).isEqualTo(2);
        assertThat(changed.err())
                .contains("changed since 2 keys were set from it, up to line 5", "--restart");
        assertThat(relay.posts()).isZero();
        assertThat(run("psk", "set", file, "--restart").exit()).isEqualTo(4);
        assertThat(versions()).containsExactly(2L, 1L, 1L, 1L);
    }

    @Test
    void asksBeforeALargePartOfAnAccount() throws IOException {
        String nine = write(keys(0, 9));
        assertThat(run("psk", "set", nine).exit()).as("never for fewer than ten").isEqualTo(4);
        String file = write(keys(0, 10));
        Invocation unattended = run("psk", "set", file);
        assertThat(unattended.exit()).isEqualTo(2);
        assertThat(unattended.err()).contains("10 of the account's 12 tunnels", "--yes");
        assertThat(journal()).doesNotExist();
        Invocation declined = attended("n\n", "psk", "set", file);
        assertThat(declined.exit()).isEqualTo(1);
        assertThat(declined.err()).contains("Go on? [y/N]", "error: nothing was set");
        assertThat(attended("", "psk", "set", file).exit()).as("end of input").isEqualTo(1);
        assertThat(versions()).hasSize(9);
        assertThat(attended("y\n", "psk", "set", file).exit()).isEqualTo(4);
        assertThat(versions()).hasSize(10);
        assertThat(run("psk", "set", file, "--ask-above", "84").exit()).isEqualTo(4);
        assertThat(run("psk", "set", file, "--yes").exit()).isEqualTo(4);
        assertThat(run("psk", "set", file, "--validate-only").exit()).isZero();
    }

    @Test
    void refusesATunnelThatIsNamedByNameAndById() throws IOException {
        String id = json(run("tunnel", "list", "--json")).path(0).path("id").asString();
        String name = json(run("tunnel", "list", "--json")).path(0).path("name").asString();
        String file = write(name + ",Marker-1\n" + id + ",Marker-2\nt5,Marker-3\n");
        assertThat(run("psk", "set", file).out()).contains("stored 1   unserved 1   refused 2");
        assertThat(Files.readString(refused()))
                .contains("2," + name + ",\"tunnel-twice", "3," + id);
    }

    @Test
    void showsNoKeyThatStandsWhereItsTunnelShould() throws IOException {
        String key = "qV7mZ2xKd9RtB4nW8sYc3HfJ6pLg5TzA";
        String hex = "9f86d081884c7d659a2feaa0c55ad015";
        String slipped = write(key + ",7\n" + hex + ",Marker-x\nvienna,Marker-y\n");

        Invocation set = run("psk", "set", slipped);

        assertThat(set.out()).contains("refused 3");
        assertThat(Files.readAllLines(refused()))
                .satisfiesExactly(
                        header -> assertThat(header).isEqualTo("line,tunnel,reason"),
                        line -> assertThat(line).startsWith("2,,\"unknown-tunnel: "),
                        line -> assertThat(line).startsWith("3,,\"unknown-tunnel: "),
                        line -> assertThat(line).startsWith("4,vienna,\"unknown-tunnel: "));
        assertThat(set.shown() + run("psk", "set", slipped, "--json").shown())
                .doesNotContain(key, hex, "Marker");
        Files.delete(refused());
        Invocation swapped = run("psk", "set", write(key + ",t1\nMarker-x,t2\nt3,Marker-y\n"));
        assertThat(swapped.exit()).isEqualTo(2);
        assertThat(swapped.err())
                .contains("line 2 of the key file has the name of a tunnel", "psk,tunnel");
        assertThat(swapped.shown()).doesNotContain(key, "Marker");
        assertThat(refused()).doesNotExist();
        assertThat(versions()).isEmpty();
    }

    @Test
    void replacesItsOwnListOfRefusedLinesAndNothingElse() throws IOException {
        String file = write("nowhere,Marker-x\n");
        run("psk", "set", file);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(refused())))
                .isEqualTo("rw-------");
        write(keys(0, 1));
        assertThat(run("psk", "set", file).exit()).isEqualTo(4);
        assertThat(refused()).doesNotExist();

        String mended = "line,tunnel,reason,psk\n2,t1,\"x: y\",Marker-y\n";
        Files.writeString(refused(), mended);
        assertThat(run("psk", "set", refused().toString()).out()).contains("stored 1");
        Invocation kept = run("psk", "set", file);
        assertThat(kept.exit()).isEqualTo(2);
        assertThat(kept.err()).contains("no list of refused lines");
        assertThat(Files.readString(refused())).isEqualTo(mended);
        assertThat(run("psk", "set", file, "--refused", file).err())
                .contains("--refused names the file of the keys");
        assertThat(journal()).doesNotExist();
    }

    @Test
    void listsRefusedLinesOfStandardInputWhereItIsTold() throws IOException {
        Path list = directory.resolve("list.csv");
        Invocation run =
                Invocation.of(
                        environment,
                        "tunnel,psk\nt1,\n",
                        "psk",
                        "set",
                        "-",
                        "--refused",
                        list.toString());
        assertThat(run.out()).isEqualTo("refused 1 -> " + list + "\n");
        assertThat(Files.readString(list)).contains("2,t1,\"empty-key: ");
    }

    private static String keys(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> "t" + i + ",Marker-" + i + "\n")
                .collect(joining());
    }

    private String write(String lines) throws IOException {
        return Files.writeString(directory.resolve("keys.csv"), "tunnel,psk\n" + lines).toString();
    }

    private Path journal() {
        return directory.resolve("keys.csv.keyferry-journal");
    }

    private Path refused() {
        return directory.resolve("keys.refused.csv");
    }

    private List<Long> versions() {
        return json(run("psk", "status", "--json"))
                .valueStream()
                .map(key -> key.path("psk").path("version").asLong())
                .toList();
    }

    private void createTunnel(int number) {
        run(
                "tunnel",
                "create",
                "t" + number,
                "--cloudflare-endpoint=203.0.113.1",
                "--interface-address=10.0.0." + 2 * number + "/31");
    }

    private Invocation run(String... arguments) {
        return Invocation.of(environment, "", arguments);
    }

    /** Somebody sits before it, and types. */
    private Invocation attended(String typed, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit =
                KeyferryCommand.run(
                        new Terminal(
                                environment,
                                new ByteArrayInputStream(typed.getBytes(UTF_8)),
                                new PrintStream(out, true, UTF_8),
                                new PrintStream(err, true, UTF_8),
                                EnumSet.allOf(Standard.class)),
                        arguments);
        return new Invocation(exit, out.toString(UTF_8), err.toString(UTF_8));
    }

    private static JsonNode json(Invocation invocation) {
        return new JsonMapper().readTree(invocation.out());
    }
}
