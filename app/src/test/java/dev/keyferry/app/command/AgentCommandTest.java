package dev.keyferry.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.directory.PrivateDirectory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What keeps an agent from its first start, as far as no server takes part. */
class AgentCommandTest {
    private static final String TOKEN = "kfe_" + "5ec4e7".repeat(10) + "0000";

    @TempDir private Path directory;
    private Path authority;
    private Path token;
    private Path edgeKey;
    private String server = "";

    @BeforeEach
    void makeFiles() throws Exception {
        authority = directory.resolve("authority.pem");
        makeCertificate(authority);
        token = Files.writeString(directory.resolve("token"), TOKEN + "\n");
        edgeKey = directory.resolve("edge.key");
        assertThat(Invocation.of(Map.of(), "", "edge-key", "create", edgeKey.toString()).exit())
                .isZero();
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            server = "https://127.0.0.1:" + free.getLocalPort();
        }
    }

    @Test
    void aServerThatIsAwayIsUnreachable() {
        assertFails(run(), 3, server + " cannot be reached");
        assertThat(directory.resolve("data/gateway.json")).doesNotExist();
    }

    @Test
    void theFirstStartNeedsAToken() throws IOException {
        assertFails(runWithout("--token-file"), 2, "is no gateway's yet and no token is given");
        Files.writeString(token, "kfe_" + TOKEN);
        assertFails(run(), 2, "does not hold an enrolment token");
        Files.delete(token);
        assertFails(run(), 2, "the token file " + token + " cannot be read");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:1",
                "https://u:p@127.0.0.1",
                "https://127.0.0.1/client/v4",
                "127.0.0.1",
                "https:// /"
            })
    void anAddressThatIsNoOriginOfHttpsIsWrongUsage(String address) {
        server = address;
        Invocation wrong = run();
        assertFails(wrong, 2, "--server: a server's address is https://HOST:PORT");
        assertThat(wrong.err()).doesNotContain(address);
    }

    @Test
    void aWrongAuthorityOrEdgeKeyIsRefused() throws IOException {
        Path right = edgeKey;
        edgeKey = directory.resolve("missing.key");
        assertFails(run(), 1, edgeKey + " does not exist");
        edgeKey = right;
        Files.writeString(authority, "no certificate");
        assertFails(run(), 1, "does not hold an authority's certificate in PEM");
        Files.delete(authority);
        assertFails(run(), 1, "the authority's file " + authority + " cannot be read");
    }

    @Test
    void aDirectoryInUseOrOfSomethingElseIsRefused() throws IOException {
        Path data = directory.resolve("data");
        try (PrivateDirectory _ = PrivateDirectory.take(data)) {
            assertFails(run(), 1, data + " is in use by another process");
        }
        Path file = Files.writeString(data.resolve("gateway.json"), "{}");
        assertFails(run(), 1, file + " is open to others");
        file.toFile().setReadable(false, false);
        file.toFile().setReadable(true, true);
        file.toFile().setWritable(false, false);
        assertFails(run(), 1, file + " is damaged");
    }

    @Test
    void settingsOfAServerAreNotAnAgents() throws IOException {
        Path config = Files.writeString(directory.resolve("agent.toml"), "[limits]\nwindow = 1\n");
        assertFails(
                run("--config", config.toString()),
                2,
                "limits.window: this is a setting of `keyferry serve`");
    }

    private Invocation run(String... more) {
        return Invocation.of(Map.of(), "", Invocation.join(arguments(), more));
    }

    private Invocation runWithout(String option) {
        List<String> all = List.of(arguments());
        int at = all.indexOf(option);
        String[] rest = new String[all.size() - 2];
        for (int i = 0; i < rest.length; i++) {
            rest[i] = all.get(i < at ? i : i + 2);
        }
        return Invocation.of(Map.of(), "", rest);
    }

    private String[] arguments() {
        return new String[] {
            "agent",
            "--server",
            server,
            "--ca",
            authority.toString(),
            "--token-file",
            token.toString(),
            "--edge-key",
            edgeKey.toString(),
            "--charon",
            "unix://" + directory.resolve("charon.vici"),
            "--data",
            directory.resolve("data").toString()
        };
    }

    private static void assertFails(Invocation invocation, int exit, String message) {
        assertThat(invocation.err()).startsWith("error: ").contains(message, "hint: ");
        assertThat(invocation.exit()).isEqualTo(exit);
        assertThat(invocation.out()).isEmpty();
        assertThat(invocation.err()).doesNotContain(TOKEN);
    }

    private void makeCertificate(Path pem) throws Exception {
        Path store = directory.resolve("authority.p12");
        Process keytool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-alias",
                                "authority",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=authority",
                                "-keystore",
                                store.toString(),
                                "-storepass",
                                "only-for-tests")
                        .redirectErrorStream(true)
                        .start();
        keytool.getInputStream().readAllBytes();
        assertThat(keytool.waitFor()).isZero();
        var keys = KeyStore.getInstance(store.toFile(), "only-for-tests".toCharArray());
        Files.writeString(
                pem,
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(keys.getCertificate("authority").getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
    }
}
