package dev.keyferry.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.keyferry.feed.identity.IkeDomain;
import dev.keyferry.server.ServerOptions.LocalGateway;
import dev.keyferry.server.data.DataDirectory;
import dev.keyferry.server.http.HttpTimeouts;
import dev.keyferry.server.http.ListenAddress;
import dev.keyferry.server.http.ListenFailed;
import dev.keyferry.server.http.limit.RequestLimit;
import dev.keyferry.server.http.listen.TlsAddress;
import dev.keyferry.server.http.parts.TlsClient;
import dev.keyferry.server.tls.Certificates;
import dev.keyferry.server.tls.MadeCertificate;
import dev.keyferry.server.tls.PemFiles;
import dev.keyferry.server.tls.TlsNames;
import dev.keyferry.server.tls.TlsUnusable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS of a real server, over real sockets. */
class TlsTest {
    private static final TlsNames NAMES = new TlsNames(List.of("127.0.0.1"));

    /** Past the time between two looks at the files. */
    private static final Duration TAKEN_UP = ServedTls.LOOKING.multipliedBy(3);

    @TempDir private Path directory;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void servesTheApiToWhoTrustsItsAuthority(String protocol) throws Exception {
        try (KeyferryServer server = start(options(NAMES))) {
            TlsClient client = new TlsClient(authority(), protocol);

            HttpResponse<String> answer = client.get(origin(server).resolve(ACCOUNTS), token());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.sslSession().orElseThrow().getProtocol()).isEqualTo(protocol);
        }
    }

    @Test
    void isNotTrustedByWhoKnowsAnotherAuthority() throws Exception {
        Path other = MadeCertificate.in(directory.resolve("x"), NAMES, now.get()).authority();
        try (KeyferryServer server = start(options(NAMES))) {
            assertThatThrownBy(() -> new TlsClient(other).get(origin(server), token()))
                    .isInstanceOf(SSLHandshakeException.class)
                    .hasMessageContaining("PKIX");
        }
    }

    @Test
    void isNotTrustedUnderANameThatItsCertificateDoesNotHave() throws Exception {
        try (KeyferryServer server = start(options(new TlsNames(List.of("keyferry.test"))))) {
            assertThatThrownBy(() -> new TlsClient(authority()).get(origin(server), token()))
                    .isInstanceOf(SSLHandshakeException.class)
                    .hasMessageContaining("127.0.0.1");
        }
    }

    @Test
    void metricsNeedAnOperatorsTokenAndHealthNone() throws Exception {
        try (KeyferryServer server = start(options(NAMES))) {
            TlsClient client = new TlsClient(authority());
            URI metrics = origin(server).resolve("/metrics");

            assertThat(client.get(metrics, token()).body())
                    .contains("keyferry_tls_certificate_end_timestamp_seconds ");
            HttpResponse<String> stranger = client.get(metrics, "k".repeat(40));

            assertThat(stranger.statusCode()).isBetween(400, 403);
            assertThat(stranger.body()).doesNotContain("# TYPE");
            URI health = origin(server).resolve("/healthz/ready");
            assertThat(client.get(health, "k".repeat(40)).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void expiredCertificateIsReplacedWhileTheServerRuns() throws Exception {
        Instant today = now.get();
        now.set(today.minus(Duration.ofDays(100)));
        try (KeyferryServer server = start(options(NAMES))) {
            assertThatThrownBy(() -> get(server))
                    .isInstanceOf(SSLHandshakeException.class)
                    .hasMessageContaining("validity check failed");

            now.set(today);

            await().atMost(TAKEN_UP).ignoreExceptions().until(() -> get(server) == 200);
        }
    }

    @Test
    void givenCertificateIsTakenUpWhileTheServerRuns() throws Exception {
        PemFiles files = new PemFiles(directory.resolve("s.pem"), directory.resolve("s.key"));
        MadeCertificate first = MadeCertificate.in(directory.resolve("1"), NAMES, now.get());
        MadeCertificate second = MadeCertificate.in(directory.resolve("2"), NAMES, now.get());
        first.putAt(files);
        try (KeyferryServer server = start(options(Optional.of(files), NAMES, Optional.empty()))) {
            URI accounts = origin(server).resolve(ACCOUNTS);
            TlsClient old = new TlsClient(first.authority());
            assertThat(old.get(accounts, token()).statusCode()).isEqualTo(200);

            second.putAt(files);

            await().atMost(TAKEN_UP)
                    .ignoreExceptions()
                    .until(() -> new TlsClient(second.authority()).get(accounts, token()) != null);
            assertThatThrownBy(() -> new TlsClient(first.authority()).get(accounts, token()))
                    .isInstanceOf(SSLHandshakeException.class);
            // Connections that stand go on.
            assertThat(old.get(accounts, token()).statusCode()).isEqualTo(200);
            assertThat(Files.exists(DataDirectory.tls(data()))).isFalse();
        }
    }

    @Test
    void tls11IsRefusedByAnAlert() throws Exception {
        String hello = "0302" + "00".repeat(32) + "00" + "0006c009c013002f" + "0100";
        byte[] body = HexFormat.of().parseHex(hello);
        ByteBuffer record = ByteBuffer.allocate(9 + body.length);
        record.put(new byte[] {22, 3, 1}).putShort((short) (4 + body.length));
        record.put(new byte[] {1, 0}).putShort((short) body.length).put(body);
        try (KeyferryServer server = start(options(NAMES));
                Socket socket = socket(server)) {
            socket.getOutputStream().write(record.array());

            byte[] alert = socket.getInputStream().readNBytes(7);

            // Alert (21), fatal (2), protocol_version (70).
            assertThat(alert).startsWith(21, 3).endsWith(2, 70);
        }
    }

    @Test
    void plainHttpOnTheTlsPortIsNotAnswered() throws Exception {
        try (KeyferryServer server = start(options(NAMES));
                Socket socket = socket(server)) {
            socket.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

            String answer =
                    new String(readAll(socket.getInputStream()), StandardCharsets.ISO_8859_1);

            assertThat(answer).doesNotContain("HTTP");
            assertThat(get(server)).isEqualTo(200);
        }
    }

    @Test
    void requestsAreCountedOverTlsApartFromPlainOnes() throws Exception {
        Optional<RequestLimit> two = Optional.of(new RequestLimit(2, Duration.ofMinutes(5)));
        try (KeyferryServer server = start(options(Optional.empty(), NAMES, two))) {
            assertThat(get(server)).isEqualTo(200);
            assertThat(get(server)).isEqualTo(200);
            assertThat(get(server)).isEqualTo(429);
            assertThat(new TlsClient(authority()).get(plain(server), token()).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void takenPortIsNamedAndNothingStays() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            ServerOptions options =
                    options(
                            new TlsAddress(
                                    TlsAddress.parse("127.0.0.1:0").address(),
                                    taken.getLocalPort()));

            assertThatThrownBy(() -> start(options))
                    .isInstanceOf(ListenFailed.class)
                    .hasMessage("cannot listen on 127.0.0.1:" + taken.getLocalPort());
        }
        start(options(NAMES)).close();
    }

    @Test
    void unusableCertificateStopsTheStart() {
        PemFiles none = new PemFiles(directory.resolve("none"), directory.resolve("none.key"));

        assertThatThrownBy(() -> start(options(Optional.of(none), NAMES, Optional.empty())))
                .isInstanceOf(TlsUnusable.class);
    }

    @Test
    void consoleIsServedUnderTheNamesOfTheCertificateAlone() throws Exception {
        TlsNames names = new TlsNames(List.of("127.0.0.1", "::1", "kf.test", "*.sites.test"));
        try (KeyferryServer server = start(options(names))) {
            for (String host :
                    List.of("127.0.0.1", "[::1]", "kf.test:8788", "KF.test", "a.sites.test")) {
                String answer = signInPage(server, host);

                assertThat(answer).startsWith("HTTP/1.1 200 ");
                assertThat(answer)
                        .containsPattern(
                                "(?i)set-cookie: __Host-keyferry-sign-in-\\d+=[^;]+; Path=/; HttpOnly;"
                                        + " SameSite=Strict; Secure\r\n");
            }
            for (String host :
                    List.of(
                            "localhost",
                            "127.0.0.2",
                            "evil.test",
                            "a.b.sites.test",
                            "sites.test")) {
                assertThat(signInPage(server, host)).as(host).startsWith("HTTP/1.1 403 ");
            }
        }
    }

    private String signInPage(KeyferryServer server, String host) throws IOException {
        try (Socket socket =
                TlsClient.trusting(authority())
                        .getSocketFactory()
                        .createSocket(InetAddress.getLoopbackAddress(), origin(server).getPort())) {
            socket.setSoTimeout(10_000);
            String request =
                    "GET /sign-in HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(readAll(socket.getInputStream()), StandardCharsets.UTF_8);
        }
    }

    private static final String ACCOUNTS = "/client/v4/accounts";

    private KeyferryServer start(ServerOptions options) throws InterruptedException {
        return KeyferryServer.start(options, (InstantSource) now::get);
    }

    private ServerOptions options(TlsNames names) {
        return options(Optional.empty(), names, Optional.empty());
    }

    private ServerOptions options(
            Optional<PemFiles> given, TlsNames names, Optional<RequestLimit> limit) {
        return options(new TlsOptions(TlsAddress.parse("127.0.0.1:0"), given, names, limit));
    }

    private ServerOptions options(TlsAddress address) {
        return options(new TlsOptions(address, Optional.empty(), NAMES, Optional.empty()));
    }

    private ServerOptions options(TlsOptions tls) {
        return new ServerOptions(
                data(),
                ListenAddress.parse("127.0.0.1:0"),
                HttpTimeouts.DEFAULT,
                Optional.empty(),
                IkeDomain.DEFAULT,
                LocalGateway.ABSENT,
                Optional.of(tls));
    }

    private int get(KeyferryServer server) throws IOException, InterruptedException {
        return new TlsClient(authority())
                .get(origin(server).resolve(ACCOUNTS), token())
                .statusCode();
    }

    private static URI plain(KeyferryServer server) {
        return URI.create(server.base() + "/accounts");
    }

    private static URI origin(KeyferryServer server) {
        return server.tlsOrigin().orElseThrow();
    }

    private static Socket socket(KeyferryServer server) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), origin(server).getPort());
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static byte[] readAll(InputStream in) {
        try {
            return in.readAllBytes();
        } catch (IOException e) {
            // A reset is an end as well.
            return new byte[0];
        }
    }

    private Path data() {
        return directory.resolve("data");
    }

    private Path authority() {
        return Certificates.authority(DataDirectory.tls(data()));
    }

    private String token() throws IOException {
        return Files.readString(DataDirectory.administratorToken(data())).strip();
    }
}
