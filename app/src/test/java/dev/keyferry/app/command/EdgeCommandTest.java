package dev.keyferry.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.app.command.terminal.Terminal;
import dev.keyferry.app.serve.CharonSocket;
import dev.keyferry.app.serve.ServeOptions;
import dev.keyferry.app.serve.Serving;
import dev.keyferry.app.settings.Settings;
import dev.keyferry.server.http.ListenAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The commands on edges and gateways against a real server. */
class EdgeCommandTest {
    private static final String TOKEN = "kfe_[0-9a-f]{64}";

    @TempDir private Path directory;
    private final Map<String, String> environment = new HashMap<>();
    private Serving serving;
    private String publicHalf = "";

    @BeforeEach
    void serve() throws InterruptedException {
        serve("data", Optional.empty());
        publicHalf = run("edge-key", "create", key().toString()).out().strip();
    }

    private void serve(String data, Optional<CharonSocket> charon) throws InterruptedException {
        Path at = directory.resolve(data);
        serving =
                Serving.start(
                        new ServeOptions(
                                at, ListenAddress.parse("127.0.0.1:0"), charon, Settings.DEFAULT));
        environment.put("KEYFERRY_URL", serving.base().toString());
        environment.put("KEYFERRY_TOKEN_FILE", at.resolve("admin.token").toString());
    }

    @AfterEach
    void stop() {
        serving.close();
    }

    @Test
    void createsListsAndBindsEdges() throws IOException {
        Path file = Files.writeString(directory.resolve("edge.pub"), publicHalf + "\n");
        Invocation made =
                run("edge", "create", "fra", "--key", file.toString(), "--address", "203.0.113.1");
        String id =
                json(run("edge-key", "public", key().toString(), "--json")).path("id").asString();
        assertThat(made.out()).contains("fra", id, "203.0.113.1");

        assertThat(run("edge", "bind", "2001:db8::1", "fra").out())
                .contains("203.0.113.1", "2001:db8::1");
        assertThat(run("edge", "list").out()).contains("default", "fra", id);
        assertThat(json(run("edge", "list", "--json"))).hasSize(2);

        Invocation again = run("edge", "create", "other", "--key", publicHalf);
        assertThat(again.exit()).isEqualTo(1);
        assertThat(again.err()).startsWith("error: ").contains("hint: ");
    }

    @Test
    void sendsNoKeyThatIsNotAPublicHalf() {
        Invocation wrong = run("edge", "create", "fra", "--key", key().toString());
        assertThat(wrong.exit()).isEqualTo(2);
        assertThat(wrong.err()).contains("is neither the public half", "edge-key public");
        assertThat(run("edge", "create", "fra", "--key", "Marker-key").shown())
                .doesNotContain("Marker");
        assertThat(json(run("edge", "list", "--json"))).hasSize(1);
    }

    @Test
    void enrolsListsAndRevokesGateways() throws IOException {
        run("edge", "create", "fra", "--key", publicHalf);
        Invocation printed = run("gateway", "enrol", "fra-1", "--edge", "fra");
        assertThat(printed.out().strip()).matches(TOKEN);

        Path file = directory.resolve("fra-2.token");
        Invocation written =
                run("gateway", "enrol", "fra-2", "--edge", "fra", "--out", file.toString());
        assertThat(written.exit()).isZero();
        assertThat(Files.readString(file).strip()).matches(TOKEN);
        assertThat(written.shown()).doesNotContain("kfe_");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(run("gateway", "enrol", "fra-3", "--edge", "fra", "--out", file.toString()))
                .extracting(Invocation::exit)
                .isEqualTo(2);

        Invocation list = run("gateway", "list");
        assertThat(list.out()).contains("fra-1", "fra-2", "enrolling").doesNotContain("fra-3");
        assertThat(json(run("gateway", "list", "--json")).toString()).doesNotContain("kfe_");

        Invocation revoked = run("gateway", "revoke", "fra-2", "--yes");
        assertThat(revoked.exit()).isZero();
        assertThat(revoked.out())
                .isEqualTo("revoked  fra-2\nits host held no key that is in force\n");
        assertThat(run("gateway", "list").out()).contains("revoked");
    }

    @Test
    void aGatewayIsRevokedOnlyIfThatIsMeant() {
        run("edge", "create", "fra", "--key", publicHalf);
        run("gateway", "enrol", "fra-1", "--edge", "fra");

        Invocation nobody = run("gateway", "revoke", "fra-1");
        assertThat(nobody.exit()).as("nobody sits there").isEqualTo(2);
        assertThat(nobody.err()).contains("error: ", "gateway fra-1", "hint: give --yes");
        Invocation declined =
                Invocation.of(
                        environment,
                        "\n",
                        EnumSet.allOf(Terminal.Standard.class),
                        "gateway",
                        "revoke",
                        "fra-1");
        assertThat(declined.exit()).isEqualTo(1);
        assertThat(declined.err()).contains("[y/N]", "nothing was revoked");
        assertThat(run("gateway", "list").out()).contains("enrolling").doesNotContain("revoked");
    }

    @Test
    void tellsWhyAGatewayCannotBeDrainedOrResumed() {
        run("edge", "create", "fra", "--key", publicHalf);
        run("gateway", "enrol", "fra-1", "--edge", "fra");
        for (String act : new String[] {"drain", "resume"}) {
            Invocation early = run("gateway", act, "fra-1");
            assertThat(early.exit()).isEqualTo(1);
            assertThat(early.err()).contains("The gateway is enrolling", "hint: ");
            assertThat(run("gateway", act, "nobody").exit()).isEqualTo(1);
        }
        assertThat(run("gateway", "list").out()).contains("enrolling");
    }

    @Test
    void anEmbeddedEdgeTakesNoOtherHost() throws InterruptedException {
        serving.close();
        serve("single", Optional.of(new CharonSocket(directory.resolve("charon.vici"))));
        assertThat(run("edge", "list").out()).contains("(embedded)");

        Invocation refused = run("gateway", "enrol", "gw-2", "--edge", "default");

        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err()).startsWith("error: ").contains("embedded", "hint: ");
        assertThat(run("gateway", "list").out()).doesNotContain("gw-2");
    }

    @Test
    void whatIsNoNameIsNotRepeated() {
        Invocation wrong = run("gateway", "drain", "Marker_b7Qw");
        assertThat(wrong.exit()).isEqualTo(2);
        assertThat(wrong.err())
                .contains("a gateway name has 1 to 63 lower-case")
                .doesNotContain("Marker");
    }

    @Test
    void saysWhichOfAddressAndEdgeComesFirst() {
        Invocation swapped = run("edge", "bind", "default", "203.0.113.99");
        assertThat(swapped.exit()).isEqualTo(2);
        assertThat(swapped.err())
                .contains(
                        "error: the address comes first", "hint: keyferry edge bind ADDRESS EDGE");
        Invocation wrong = run("edge", "bind", "203.0.113.99", "Marker_b7Qw");
        assertThat(wrong.exit()).isEqualTo(2);
        assertThat(wrong.err()).contains("an edge name has", "hint: ").doesNotContain("Marker");
    }

    @Test
    void hintsAtTheListThatNamesWhatThereIs() {
        for (String verb : List.of("drain", "resume", "revoke")) {
            Invocation none = run("gateway", verb, "nope");
            assertThat(none.exit()).isEqualTo(1);
            assertThat(none.err()).contains("hint: `keyferry gateway list` shows");
        }
    }

    private Path key() {
        return directory.resolve("edge.key");
    }

    private Invocation run(String... arguments) {
        return Invocation.of(environment, "", arguments);
    }

    private static JsonNode json(Invocation invocation) {
        return new JsonMapper().readTree(invocation.out());
    }
}
