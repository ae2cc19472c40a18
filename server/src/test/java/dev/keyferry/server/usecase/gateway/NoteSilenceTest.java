package dev.keyferry.server.usecase.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.Poll;
import dev.keyferry.feed.Position;
import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.id.SessionId;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.seal.EdgePrivateKey;
import dev.keyferry.feed.seal.FingerprintKey;
import dev.keyferry.feed.seal.SecretFile;
import dev.keyferry.server.Deployed;
import dev.keyferry.server.ServerOptions.LocalGateway;
import dev.keyferry.server.domain.RequestId;
import dev.keyferry.server.domain.address.IpAddress;
import dev.keyferry.server.domain.gateway.Exposed;
import dev.keyferry.server.usecase.edge.CreateEdge.NewEdge;
import dev.keyferry.server.usecase.gateway.EnrolGateway.Origin;
import dev.keyferry.server.usecase.port.edge.Gateways.Stretch;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoteSilenceTest {
    private static final EdgeId BERLIN = new EdgeId("berlin");
    private static final GatewayName ONE = new GatewayName("gw-1");
    private static final String KEY = "qV7mZ2xKd9RtB4nW8sYc3HfJ6pLg5TzA";

    @TempDir private Path directory;

    private final SecureRandom random = new SecureRandom();
    private Instant now = Instant.now();
    private Deployed server;
    private AccountId account;
    private List<TunnelId> tunnels;

    /** One key is set before the gateway falls silent. */
    @BeforeEach
    void readOneKey() throws InterruptedException {
        start();
        EdgePrivateKey key = EdgePrivateKey.generate();
        List<IpAddress> addresses = List.of(new IpAddress("203.0.113.1"));
        server.useCases()
                .edges()
                .create()
                .create(server.caller(), new NewEdge(BERLIN, key.publicKey(), addresses));
        gateways()
                .enrol()
                .enrol(
                        gateways().name().name(server.caller(), ONE, BERLIN).token(),
                        key.publicKey().id(),
                        new Origin("192.0.2.1", RequestId.random(random)));
        account = server.account("acme").id();
        tunnels = server.tunnels(account, 2);
        server.set(account, tunnels.getFirst(), KEY);
        gateways()
                .feeds()
                .feed(ONE)
                .orElseThrow()
                .poll(new Poll(new SessionId("a".repeat(32)), new Position.Start(), Duration.ZERO));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void tellsNotExposedWhatIsSetAfterAnHourOfSilenceAlsoAfterARestart() throws Exception {
        assertThat(exposedAfter(NoteSilence.SILENT_FOR)).containsExactly(tunnels.getFirst());
    }

    @Test
    void takesAShortSilenceForNone() throws Exception {
        assertThat(exposedAfter(NoteSilence.SILENT_FOR.minusSeconds(1)))
                .containsExactlyElementsOf(tunnels);
    }

    private List<TunnelId> exposedAfter(Duration silence) throws Exception {
        restart();
        NoteSilence notes = notes();
        now = now.plus(silence);
        notes.note();
        server.set(account, tunnels.getLast(), KEY + "x");
        restart();
        gateways().revoke().revoke(server.caller(), ONE);
        return gateways().read().exposed(ONE, new Stretch(0, 10)).tunnels().stream()
                .map(Exposed::tunnel)
                .toList();
    }

    private NoteSilence notes() {
        FingerprintKey key =
                FingerprintKey.decode(
                        SecretFile.read(directory.resolve("data/keys/fingerprint.key")));
        GatewayMacs macs = new GatewayMacs(key, _ -> {});
        return new NoteSilence(
                gateways().read(),
                gateways().feeds(),
                server.store().writer(),
                macs,
                random,
                () -> now);
    }

    private void start() throws InterruptedException {
        server = new Deployed(directory.resolve("data"), LocalGateway.ABSENT);
    }

    private void restart() throws InterruptedException {
        server.close();
        start();
    }

    private GatewayUseCases gateways() {
        return server.useCases().gateways();
    }
}
