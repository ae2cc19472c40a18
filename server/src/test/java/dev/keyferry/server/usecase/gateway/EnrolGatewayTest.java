package dev.keyferry.server.usecase.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyferry.feed.Feed;
import dev.keyferry.feed.Page;
import dev.keyferry.feed.Poll;
import dev.keyferry.feed.Position;
import dev.keyferry.feed.enrol.EnrolmentToken;
import dev.keyferry.feed.enrol.GatewayToken;
import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.id.SessionId;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.record.KeyRecord;
import dev.keyferry.feed.seal.EdgePrivateKey;
import dev.keyferry.feed.seal.NotAuthentic;
import dev.keyferry.feed.seal.Opener;
import dev.keyferry.feed.seal.RecordKey;
import dev.keyferry.server.Deployed;
import dev.keyferry.server.ServerOptions.LocalGateway;
import dev.keyferry.server.domain.RequestId;
import dev.keyferry.server.domain.address.IpAddress;
import dev.keyferry.server.usecase.edge.CreateEdge.NewEdge;
import dev.keyferry.server.usecase.gateway.EnrolGateway.Enrolled;
import dev.keyferry.server.usecase.gateway.EnrolGateway.Origin;
import dev.keyferry.server.usecase.refusal.Refusal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnrolGatewayTest {
    private static final EdgeId BERLIN = new EdgeId("berlin");
    private static final GatewayName ONE = new GatewayName("gw-1");
    private static final String KEY = "qV7mZ2xKd9RtB4nW8sYc3HfJ6pLg5TzA";

    @TempDir private Path directory;

    private final SecureRandom random = new SecureRandom();
    private final EdgePrivateKey edgeKey = EdgePrivateKey.generate();
    private Deployed server;

    @BeforeEach
    void createAnEdge() throws InterruptedException {
        server = new Deployed(directory.resolve("data"), LocalGateway.ABSENT);
        server.useCases()
                .edges()
                .create()
                .create(
                        server.caller(),
                        new NewEdge(
                                BERLIN,
                                edgeKey.publicKey(),
                                List.of(new IpAddress("203.0.113.1"))));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void letsAHostWithTheEdgesPrivateKeyOpenWhatIsSetLater() throws InterruptedException {
        Enrolled enrolled = enrol(name(ONE));
        RecordKey recordKey = RecordKey.open(enrolled.recordKey(), edgeKey, BERLIN, ONE);
        assertThat(gateways().authenticate().of(enrolled.token())).contains(ONE);

        var account = server.account("acme").id();
        TunnelId tunnel = server.tunnels(account, 1).getFirst();
        server.set(account, tunnel, KEY);

        Page page = (Page) poll(gateways().feeds().feed(ONE).orElseThrow());
        KeyRecord record = (KeyRecord) page.records().getFirst();
        assertThat(record.binding().edge()).isEqualTo(BERLIN);
        assertThat(
                        new String(
                                new Opener(edgeKey, recordKey)
                                        .open(record, page.dataKeys().getFirst())
                                        .reveal(),
                                StandardCharsets.US_ASCII))
                .isEqualTo(KEY);
    }

    @Test
    void sealsTheRecordKeyToOneGatewayOfOneEdge() throws InterruptedException {
        Bytes sealed = enrol(name(ONE)).recordKey();

        for (Callable<RecordKey> wrong :
                List.<Callable<RecordKey>>of(
                        () -> RecordKey.open(sealed, EdgePrivateKey.generate(), BERLIN, ONE),
                        () -> RecordKey.open(sealed, edgeKey, EdgeId.DEFAULT, ONE),
                        () -> RecordKey.open(sealed, edgeKey, BERLIN, new GatewayName("gw-2")))) {
            assertThatThrownBy(wrong::call).isInstanceOf(NotAuthentic.class);
        }
    }

    @Test
    void takesAnEnrolmentTokenOnce() throws InterruptedException {
        EnrolmentToken token = name(ONE);
        enrol(token);

        assertThatThrownBy(() -> enrol(token)).isInstanceOf(Refusal.UnknownToken.class);
    }

    @Test
    void takesAnEnrolmentTokenOnceAlsoFromManyHostsAtOnce() throws Exception {
        EnrolmentToken token = name(ONE);
        int accepted = 0;
        try (ExecutorService hosts = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Enrolled>> tries =
                    hosts.invokeAll(
                            Collections.nCopies(16, (Callable<Enrolled>) () -> enrol(token)));
            for (Future<Enrolled> one : tries) {
                if (one.state() == Future.State.SUCCESS) {
                    accepted++;
                } else {
                    assertThat(one.exceptionNow()).isInstanceOf(Refusal.UnknownToken.class);
                }
            }
        }
        assertThat(accepted).isEqualTo(1);
    }

    @Test
    void keepsTheTokenWhereTheHostHasAnotherKey() throws InterruptedException {
        EnrolmentToken token = name(ONE);

        assertThatThrownBy(() ->
                        gateways()
                                .enrol()
                                .enrol(token, EdgePrivateKey.generate().publicKey().id(), origin()))
                .isInstanceOf(Refusal.Conflict.class);
        assertThat(enrol(token).gateway()).isEqualTo(ONE);
    }

    @Test
    void refusesOtherHostsAnEmbeddedKey() {
        assertThatThrownBy(() -> gateways().name().name(server.caller(), ONE, EdgeId.DEFAULT))
                .isInstanceOf(Refusal.Conflict.class)
                .hasMessageContaining("embedded");
    }

    @Test
    void knowsNobodyWhoHasNotEnrolled() throws InterruptedException {
        EnrolmentToken token = name(ONE);

        assertThat(gateways().authenticate().of(GatewayToken.random(random))).isEmpty();
        assertThat(gateways().feeds().feed(ONE)).isEmpty();
        assertThatThrownBy(() -> enrol(EnrolmentToken.random(random)))
                .isInstanceOf(Refusal.UnknownToken.class);
        EnrolmentToken again = name(ONE);
        assertThatThrownBy(() -> enrol(token)).isInstanceOf(Refusal.UnknownToken.class);
        assertThat(enrol(again).gateway()).isEqualTo(ONE);
    }

    @Test
    void namesAGatewayAgainUntilItAsked() throws InterruptedException {
        GatewayToken lost = enrol(name(ONE)).token();
        GatewayToken token = enrol(name(ONE)).token();
        assertThat(gateways().authenticate().of(lost)).isEmpty();
        assertThat(gateways().authenticate().of(token)).contains(ONE);

        poll(gateways().feeds().feed(ONE).orElseThrow());
        assertThatThrownBy(() -> name(ONE)).isInstanceOf(Refusal.Conflict.class);
        assertThat(gateways().authenticate().of(token)).contains(ONE);
    }

    @Test
    void servesTheSameGatewaysAfterARestart() throws InterruptedException {
        GatewayToken token = enrol(name(ONE)).token();
        server.close();
        server = new Deployed(directory.resolve("data"), LocalGateway.ABSENT);

        assertThat(gateways().authenticate().of(token)).contains(ONE);
        assertThat(poll(gateways().feeds().feed(ONE).orElseThrow())).isInstanceOf(Page.class);
    }

    private GatewayUseCases gateways() {
        return server.useCases().gateways();
    }

    private EnrolmentToken name(GatewayName name) throws InterruptedException {
        return gateways().name().name(server.caller(), name, BERLIN).token();
    }

    private Enrolled enrol(EnrolmentToken token) throws InterruptedException {
        return gateways().enrol().enrol(token, edgeKey.publicKey().id(), origin());
    }

    private Origin origin() {
        return new Origin("192.0.2.1", RequestId.random(random));
    }

    private static Object poll(Feed feed) throws InterruptedException {
        return feed.poll(
                new Poll(new SessionId("a".repeat(32)), new Position.Start(), Duration.ZERO));
    }
}
