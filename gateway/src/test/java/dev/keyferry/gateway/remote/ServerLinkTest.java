package dev.keyferry.gateway.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keyferry.feed.wire.GatewayCall;
import dev.keyferry.feed.wire.Problem;
import dev.keyferry.gateway.remote.NotLinked.Kind;
import dev.keyferry.gateway.remote.TlsServer.Said;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerLinkTest {
    private static final String HERE = "ip:127.0.0.1";
    private static final String SECRET = "Bearer kfg_marker";
    private static final Duration AMPLE = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final byte[] BODY = {1, 2, 3};

    @TempDir private static Path directory;
    private static TestAuthority authority;

    @BeforeAll
    static void makeAuthority() throws Exception {
        authority = new TestAuthority(directory.resolve("own"));
    }

    @Test
    void asksWithTokenAndProtocolAndTakesTheAnswer() throws Exception {
        try (TlsServer server = TlsServer.over(authority.issue(HERE));
                ServerLink link = link(server)) {
            server.answering(_ -> new Said(200, BODY));

            assertThat(link.send(GatewayCall.POLL, SECRET, BODY, AMPLE)).isEqualTo(BODY);

            TlsServer.Asked asked = server.asked().getFirst();
            assertThat(asked.path()).isEqualTo("/keyferry/gateway/v1/poll");
            assertThat(asked.authorization()).isEqualTo(SECRET);
            assertThat(asked.protocol()).isEqualTo("1");
            assertThat(asked.body().toArray()).isEqualTo(BODY);
        }
    }

    @Test
    void refusesAServerOfAnotherAuthorityBeforeItSaysAnything() throws Exception {
        TestAuthority other = new TestAuthority(directory.resolve("other"));
        try (TlsServer server = TlsServer.over(other.issue(HERE));
                ServerLink link = link(server)) {
            assertRefused(link, "is not of the authority that --ca names");
            assertThat(server.asked()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dns:elsewhere.example", "ip:127.0.0.2", "dns:localhost"})
    void refusesACertificateForAnotherName(String names) throws Exception {
        try (TlsServer server = TlsServer.over(authority.issue(names));
                ServerLink link = link(server)) {
            assertRefused(link, "is for another name");
            assertThat(server.asked()).isEmpty();
        }
    }

    @Test
    void refusesACertificateThatIsExpired() throws Exception {
        try (TlsServer server =
                        TlsServer.over(
                                authority.issue(HERE, "-startdate", "-3d", "-validity", "1"));
                ServerLink link = link(server)) {
            assertRefused(link, "is expired or not valid yet");
            assertThat(server.asked()).isEmpty();
        }
    }

    @Test
    void refusesAServerWithoutTls() throws Exception {
        byte[] answer = "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerLink link =
                        new ServerLink(
                                ServerAddress.parse("https://127.0.0.1:" + plain.getLocalPort()),
                                Authority.read(authority.pem()))) {
            Thread.ofVirtual()
                    .start(() -> {
                        try (Socket caller = plain.accept()) {
                            assertThat(caller.getInputStream().read()).isPositive();
                            caller.getOutputStream().write(answer);
                            caller.getInputStream().readAllBytes();
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
            assertRefused(link, "there is no TLS 1.2 or 1.3");
        }
    }

    @Test
    void findsNobodyWhereNobodyListens() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        ServerAddress nobody = ServerAddress.parse("https://127.0.0.1:" + free);
        try (ServerLink link = new ServerLink(nobody, Authority.read(authority.pem()))) {
            assertUnreachable(link, AMPLE, "cannot be reached");
        }
    }

    @Test
    void waitsNoLongerThanTheDeadlineForTheWholeAnswer() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        try (TlsServer server = TlsServer.over(authority.issue(HERE));
                ServerLink link = link(server)) {
            server.answering(_ -> {
                never.await();
                return new Said(200, BODY);
            });
            assertUnreachable(link, SHORT, "did not answer in time");
        }
    }

    @Test
    void takesAnAnswerOfTheLimitAndNoLongerOne() throws Exception {
        int most = GatewayCall.ENROL.maxAnswerBytes();
        try (TlsServer server = TlsServer.over(authority.issue(HERE));
                ServerLink link = link(server)) {
            server.answering(_ -> new Said(200, new byte[most]));
            assertThat(link.send(GatewayCall.ENROL, SECRET, BODY, AMPLE)).hasSize(most);

            server.answering(_ -> new Said(200, new byte[most + 1]));
            assertThatThrownBy(() -> link.send(GatewayCall.ENROL, SECRET, BODY, AMPLE))
                    .isInstanceOf(NotLinked.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyProblemIsToldWithSomethingToDoAndWithoutTheToken(Problem.Kind kind) throws Exception {
        try (TlsServer server = TlsServer.over(authority.issue(HERE));
                ServerLink link = link(server)) {
            server.answering(_ -> new Said(kind.status(), new Problem(kind, "so it is").encode()));
            for (GatewayCall call : GatewayCall.values()) {
                NotLinked told = notLinked(link, call);
                assertThat(told.getMessage()).contains(server.address().toString());
                assertThat(told.hint()).isNotEmpty();
                assertThat(told.getMessage() + told.hint()).doesNotContain("marker");
                assertThat(told.kind() == Kind.UNREACHABLE)
                        .isEqualTo(
                                kind.status() >= 500
                                        || kind == Problem.Kind.TOO_MANY_FAILURES
                                        || kind == Problem.Kind.TOO_SLOW);
            }
        }
    }

    @Test
    void tellsAWrongEnrolmentTokenFromARevokedGateway() throws Exception {
        byte[] unauthorized = new Problem(Problem.Kind.UNAUTHORIZED, "no").encode();
        try (TlsServer server = TlsServer.over(authority.issue(HERE));
                ServerLink link = link(server)) {
            server.answering(_ -> new Said(401, unauthorized));
            assertThat(notLinked(link, GatewayCall.ENROL))
                    .hasMessageContaining("enrolment token")
                    .extracting(NotLinked::hint)
                    .asString()
                    .contains("keyferry gateway enrol");
            assertThat(notLinked(link, GatewayCall.POLL))
                    .hasMessageContaining("this gateway's token");
        }
    }

    @ParameterizedTest
    @CsvSource({"2, update Keyferry on this host", "999999, update Keyferry on this host"})
    void tellsWhichSideIsOlder(String protocol, String hint) throws Exception {
        try (TlsServer server = TlsServer.over(authority.issue(HERE));
                ServerLink link = link(server)) {
            server.answering(_ -> new Said(200, BODY, protocol));
            NotLinked told = notLinked(link, GatewayCall.POLL);
            assertThat(told).hasMessageContaining("speaks protocol " + protocol);
            assertThat(told.hint()).isEqualTo(hint);
        }
    }

    @ParameterizedTest
    @CsvSource({"200, REFUSED", "204, REFUSED", "302, REFUSED", "404, REFUSED", "502, UNREACHABLE"})
    void believesNothingThatDoesNotNameTheProtocol(int status, Kind kind) throws Exception {
        try (TlsServer server = TlsServer.over(authority.issue(HERE));
                ServerLink link = link(server)) {
            server.answering(_ -> new Said(status, new byte[0], ""));
            assertThat(notLinked(link, GatewayCall.REPORT).kind()).isEqualTo(kind);
        }
    }

    @Test
    void takesCertificatesInPemOnly() throws IOException {
        Path missing = directory.resolve("missing.pem");
        assertThatThrownBy(() -> Authority.read(missing))
                .isInstanceOf(NotLinked.class)
                .hasMessageContaining("cannot be read");
        Path text = Files.writeString(directory.resolve("text.pem"), "no certificate");
        assertThatThrownBy(() -> Authority.read(text))
                .isInstanceOf(NotLinked.class)
                .hasMessageContaining("does not hold an authority's certificate");
        String pem = Files.readString(authority.pem());
        Path most =
                Files.writeString(
                        directory.resolve("most.pem"),
                        pem + "\n".repeat(Authority.MAX_BYTES - pem.length()));
        assertThat(Authority.read(most).tls()).isNotNull();
        Path more =
                Files.writeString(
                        directory.resolve("more.pem"),
                        pem + "\n".repeat(Authority.MAX_BYTES - pem.length() + 1),
                        StandardCharsets.US_ASCII);
        assertThatThrownBy(() -> Authority.read(more)).isInstanceOf(NotLinked.class);
    }

    private static ServerLink link(TlsServer server) {
        return new ServerLink(server.address(), Authority.read(authority.pem()));
    }

    private static NotLinked notLinked(ServerLink link, GatewayCall call) {
        return catchThrowableOfType(NotLinked.class, () -> link.send(call, SECRET, BODY, AMPLE));
    }

    private static void assertRefused(ServerLink link, String message) {
        NotLinked told = notLinked(link, GatewayCall.POLL);
        assertThat(told).hasMessageContaining(message);
        assertThat(told.kind()).isEqualTo(Kind.REFUSED);
    }

    private static void assertUnreachable(ServerLink link, Duration deadline, String message) {
        assertThatThrownBy(() -> link.send(GatewayCall.POLL, SECRET, BODY, deadline))
                .isInstanceOfSatisfying(
                        NotLinked.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE))
                .hasMessageContaining(message);
    }
}
