package dev.keyferry.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.app.command.terminal.Terminal;
import dev.keyferry.app.serve.ServeOptions;
import dev.keyferry.app.serve.Serving;
import dev.keyferry.app.settings.Settings;
import dev.keyferry.feed.codec.WitnessCodec;
import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.witness.AuditHead;
import dev.keyferry.feed.witness.AuditKey;
import dev.keyferry.server.http.ListenAddress;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code keyferry audit} against a real server, and against its directory. */
class AuditCommandTest {
    private static final String KEY = "Marker-b7Qw-2LmX-p94R";

    @TempDir private Path directory;
    private Serving serving;
    private String url;

    @BeforeEach
    void serveATunnelWithAKey() throws InterruptedException {
        serving =
                Serving.start(
                        new ServeOptions(
                                directory,
                                ListenAddress.parse("127.0.0.1:0"),
                                Optional.empty(),
                                Settings.DEFAULT));
        url = serving.base().toString();
        run("", "account", "create", "acme");
        run(
                "",
                "tunnel",
                "create",
                "berlin",
                "--cloudflare-endpoint",
                "203.0.113.1",
                "--interface-address",
                "10.0.0.0/31");
        run("tunnel,psk\nberlin," + KEY + "\n", "psk", "set", "-");
    }

    @AfterEach
    void stop() {
        serving.close();
    }

    @Test
    void listsWhatWasDoneTheNewestFirst() {
        Invocation listed = run("", "audit", "list");
        assertThat(listed.exit()).isZero();
        assertThat(listed.out().lines().skip(1).map(line -> line.split(" +", -1)[5]))
                .containsExactly("set_psks", "create_tunnels", "create_account");
        assertThat(listed.out())
                .contains("admin administrator", "127.0.0.1", "tunnel_created berlin", "version 1")
                .doesNotContain(KEY);

        assertThat(run("", "audit", "list", "--action", "set_psks", "--json").out())
                .contains("key_set")
                .doesNotContain("create_account", KEY);
        assertThat(run("", "audit", "list", "--all", "--limit", "1").out().lines()).hasSize(2);
        assertThat(run("", "audit", "list", "--since", "12h").out()).contains("set_psks");
        assertThat(run("", "audit", "list", "--before", "7d").out().lines()).hasSize(1);
        Invocation unknown = run("", "audit", "list", "--action", "set_psk");
        assertThat(unknown.exit()).isEqualTo(2);
        assertThat(unknown.err())
                .contains("there is no action set_psk", "hint: ", "set_psks, generate_psk")
                .doesNotContain("keep_evidence");
        assertThat(run("", "audit", "list", "--since", "2999-01-01").out().lines()).hasSize(1);
        assertThat(run("", "audit", "list", "--since", "never").exit()).isEqualTo(2);
        assertThat(run("", "audit", "list", "--limit", "1001").exit()).isEqualTo(2);
    }

    @Test
    void verifiesTheDirectoryOfAServerThatRunsAndOfOneThatStopped() {
        Invocation verified = verify();
        assertThat(verified.err()).isEmpty();
        assertThat(verified.exit()).isZero();
        assertThat(verified.out()).startsWith("the audit is whole: 3 records\n");
        serving.close();
        assertThat(verify().exit()).isZero();
    }

    @Test
    void saysWhichRecordWasTheFirstThatWasTouched() throws Exception {
        // A running server holds the lock.
        serving.close();
        try (Connection connection =
                        DriverManager.getConnection(
                                "jdbc:sqlite:" + directory.resolve("keyferry.db"));
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE audit SET source = '198.51.100.7' WHERE seq = 2");
        }
        Invocation refused = verify();
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err())
                .startsWith("error: record 2 of the audit is not as a server wrote it: ")
                .contains("\nhint: ");
    }

    @Test
    void holdsWhatIsRememberedElsewhereAgainstIt() throws Exception {
        String head = verify().out().lines().toList().getLast().replace("its head is ", "");
        String[] parts = head.split(":", 3);
        assertThat(verify("--witness", head).out()).contains("1 of 1 witnesses");
        assertThat(verify("--witness", parts[0] + ":2:" + parts[2]).err())
                .startsWith("error: record 2 of the audit is not as a server wrote it: ");
        assertThat(verify("--witness", parts[0] + ":4:" + parts[2]).err())
                .startsWith("error: record 4 of the audit is not as a server wrote it: ");
        assertThat(verify("--witness", "f".repeat(32) + ":3:" + parts[2]).err())
                .contains("record 3", "of epoch ffff", "which this database never had");
        Invocation withoutEpoch = verify("--witness", parts[1] + ":" + parts[2]);
        assertThat(withoutEpoch.exit()).isEqualTo(1);
        assertThat(withoutEpoch.err()).contains("EPOCH:NUMBER:HASH");
    }

    @Test
    void takesOfAGatewayWhatTheServersOfTheDirectorySigned() throws Exception {
        String[] parts =
                verify().out().lines().toList().getLast().replace("its head is ", "").split(":", 3);
        AuditHead head = new AuditHead(new Epoch(parts[0]), 3, Bytes.ofHex(parts[2]));
        Path keyFile = directory.resolve("keys/audit.key");
        byte[] key = Files.readAllBytes(keyFile);
        Path file = directory.resolve("gw-1.head");

        byte[] signed = WitnessCodec.encode(AuditKey.decode(key).sign(head));
        Files.write(file, signed);
        assertThat(verify("--witness", file.toString()).out()).contains("1 of 1 witnesses");

        Files.write(file, WitnessCodec.encode(AuditKey.generate().sign(head)));
        Invocation stranger = verify("--witness", file.toString());
        assertThat(stranger.exit()).isEqualTo(1);
        assertThat(stranger.err()).contains("signed by another key", "keys/audit.key", "\nhint: ");

        signed[signed.length - 1] ^= 1;
        Files.write(file, signed);
        assertThat(verify("--witness", file.toString()).err()).contains("no server made");

        signed[signed.length - 1] ^= 1;
        Files.write(file, signed);
        // What the operator needs before he lets a lost key be made anew.
        Files.delete(keyFile);
        assertThat(verify("--witness", file.toString()).out()).contains("1 of 1 witnesses");
        Files.delete(file);
        assertThat(verify("--witness", file.toString()).exit()).isEqualTo(1);
        assertThat(verify().exit()).isZero();
    }

    @Test
    void refusesADirectoryWithoutADatabase() {
        Invocation refused =
                run("", "audit", "verify", "--data", directory.resolve("none").toString());
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("has no database", "hint: ");
        assertThat(run("", "audit", "verify").exit()).isEqualTo(2);
    }

    private Invocation verify(String... more) {
        return run(
                "",
                Invocation.join(
                        new String[] {"audit", "verify", "--data", directory.toString()}, more));
    }

    private Invocation run(String input, String... arguments) {
        Map<String, String> environment =
                Map.of(
                        "KEYFERRY_URL",
                        url,
                        "KEYFERRY_TOKEN_FILE",
                        directory.resolve("admin.token").toString());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit =
                KeyferryCommand.run(
                        new Terminal(
                                environment,
                                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                                new PrintStream(out, true, StandardCharsets.UTF_8),
                                new PrintStream(err, true, StandardCharsets.UTF_8)),
                        arguments);
        return new Invocation(
                exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
