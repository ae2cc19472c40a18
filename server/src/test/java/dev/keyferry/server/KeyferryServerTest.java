package dev.keyferry.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyferry.feed.id.DeploymentId;
import dev.keyferry.feed.identity.IkeDomain;
import dev.keyferry.feed.seal.EdgePrivateKey;
import dev.keyferry.feed.seal.SecretFile;
import dev.keyferry.feed.seal.SecretFileUnusable;
import dev.keyferry.server.ServerOptions.LocalGateway;
import dev.keyferry.server.data.DataDirectory;
import dev.keyferry.server.data.StartRefused;
import dev.keyferry.server.http.HttpTimeouts;
import dev.keyferry.server.http.ListenAddress;
import dev.keyferry.server.store.OldDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyferryServerTest {
    private static final int STRANGER = 12_345;
    private static final Set<PosixFilePermission> OWNER_ONLY =
            PosixFilePermissions.fromString("rwx------");

    @TempDir private Path parent;
    private Path directory;

    @BeforeEach
    void name() {
        directory = parent.resolve("data");
    }

    @Test
    void makesEverythingForItsOwnerOnlyAtTheFirstStart() throws Exception {
        try (KeyferryServer server = KeyferryServer.start(options())) {
            assertThat(server.port()).isPositive();
            assertThat(get(server, token())).isEqualTo(200);
            assertThat(get(server, "x" + token())).isEqualTo(403);
        }
        assertThat(permissions(directory)).isEqualTo("rwx------");
        assertThat(permissions(directory.resolve("keys"))).isEqualTo("rwx------");
        for (Path secret : secrets()) {
            assertThat(permissions(secret)).as(secret.toString()).isEqualTo("rw-------");
        }
        assertThat(permissions(directory.resolve("keyferry.db"))).isEqualTo("rw-------");
        assertThat(token()).matches("kf_[A-Za-z0-9_-]{43}");
    }

    @Test
    void keepsTokenKeysAndDeploymentOverARestart() throws Exception {
        DeploymentId deployment;
        try (KeyferryServer server = KeyferryServer.start(options())) {
            deployment = server.deployment();
        }
        List<String> before = contents();
        try (KeyferryServer server = KeyferryServer.start(options())) {
            assertThat(server.deployment()).isEqualTo(deployment);
            assertThat(get(server, token())).isEqualTo(200);
        }
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void aNewTokenFileMakesTheFormerTokenInvalid() throws Exception {
        KeyferryServer.start(options()).close();
        String former = token();
        Files.delete(DataDirectory.administratorToken(directory));

        try (KeyferryServer server = KeyferryServer.start(options())) {
            assertThat(token()).isNotEqualTo(former);
            assertThat(get(server, token())).isEqualTo(200);
            assertThat(get(server, former)).isEqualTo(403);
        }
    }

    @Test
    void keepsTheTokenWhereTheDatabaseIsOfTheFirstVersion() throws Exception {
        KeyferryServer.start(options()).close();
        EdgePrivateKey edgeKey =
                EdgePrivateKey.decode(SecretFile.read(DataDirectory.edgeKey(directory)));
        Path database = directory.resolve("keyferry.db");
        Files.delete(database);
        OldDatabase.make(database, edgeKey.publicKey());
        List<String> before = contents();

        try (KeyferryServer server = KeyferryServer.start(options())) {
            assertThat(server.deployment()).isEqualTo(OldDatabase.DEPLOYMENT);
            assertThat(get(server, token())).isEqualTo(200);
            assertThat(get(server, "x" + token())).isEqualTo(403);
        }
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void neverMakesAKeyAnewThatADatabaseNeeds() throws Exception {
        KeyferryServer.start(options()).close();
        for (Path key : List.of(DataDirectory.edgeKey(directory), fingerprintKey())) {
            Path aside = parent.resolve("aside");
            Files.move(key, aside);
            assertThatThrownBy(() -> KeyferryServer.start(options()))
                    .isInstanceOfAny(SecretFileUnusable.class, StartRefused.class)
                    .hasMessageContaining("key");
            assertThat(key).doesNotExist();
            Files.move(aside, key);
        }
        KeyferryServer.start(options()).close();
    }

    @Test
    void refusesADirectoryThatOthersMayEnter() throws IOException {
        Files.createDirectory(
                directory,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-x---"));

        assertThatThrownBy(() -> KeyferryServer.start(options()))
                .isInstanceOfSatisfying(
                        StartRefused.class, e -> assertThat(e.hint()).contains("chmod 700"));
        assertThat(directory).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"---------", "r-x------", "-wx------"})
    void refusesADirectoryThatItsOwnerMayNotUse(String mode) throws IOException {
        Files.createDirectory(directory);
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(mode));

        assertThatThrownBy(() -> KeyferryServer.start(options()))
                .isInstanceOf(StartRefused.class)
                .hasMessage(directory + " is closed to its owner");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void refusesADirectoryOfAnotherUser() throws IOException {
        Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        Files.setAttribute(directory, "unix:uid", STRANGER);

        assertThatThrownBy(() -> KeyferryServer.start(options()))
                .isInstanceOf(StartRefused.class)
                .hasMessage(directory + " belongs to another user");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void refusesADirectoryThatAnotherServerHas() throws Exception {
        try (KeyferryServer first = KeyferryServer.start(options())) {
            assertThatThrownBy(() -> KeyferryServer.start(options()))
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("another process");
            assertThat(get(first, token())).isEqualTo(200);
        }
    }

    @Test
    void refusesAnotherIkeDomainThanTheKeysAreBoundTo() throws Exception {
        KeyferryServer.start(options()).close();
        ServerOptions other =
                new ServerOptions(
                        directory,
                        ListenAddress.parse("127.0.0.1:0"),
                        HttpTimeouts.DEFAULT,
                        Optional.empty(),
                        new IkeDomain("ipsec.example"),
                        LocalGateway.PRESENT);

        assertThatThrownBy(() -> KeyferryServer.start(other))
                .isInstanceOfSatisfying(
                        StartRefused.class, e -> assertThat(e.hint()).contains("ike.domain"));
        KeyferryServer.start(options()).close();
    }

    private ServerOptions options() {
        return new ServerOptions(
                directory,
                ListenAddress.parse("127.0.0.1:0"),
                HttpTimeouts.DEFAULT,
                Optional.empty(),
                IkeDomain.DEFAULT,
                LocalGateway.PRESENT);
    }

    private String token() throws IOException {
        Path file = DataDirectory.administratorToken(directory);
        return Files.readString(file, StandardCharsets.US_ASCII).strip();
    }

    private Path fingerprintKey() {
        return directory.resolve("keys").resolve("fingerprint.key");
    }

    private List<Path> secrets() {
        return List.of(
                DataDirectory.administratorToken(directory),
                DataDirectory.edgeKey(directory),
                DataDirectory.recordKey(directory),
                fingerprintKey());
    }

    private List<String> contents() {
        return secrets().stream().map(KeyferryServerTest::content).toList();
    }

    private static String content(Path file) {
        try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            return String.join("\n", lines.toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static int get(KeyferryServer server, String token) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(server.base() + "/accounts"))
                        .header("Authorization", "Bearer " + token)
                        .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }
}
