package dev.keyferry.server.lost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.record.GoneRecord;
import dev.keyferry.feed.seal.EdgePrivateKey;
import dev.keyferry.feed.seal.SecretFile;
import dev.keyferry.server.KeyferryServer;
import dev.keyferry.server.TestGateway;
import dev.keyferry.server.data.DataDirectory;
import dev.keyferry.server.data.StartRefused;
import dev.keyferry.server.domain.Mode;
import dev.keyferry.server.domain.edge.Edge;
import dev.keyferry.server.lost.LostEdgeKey.Loss;
import java.nio.file.Files;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class LostEdgeKeyTest extends LostCase {
    private static final GatewayName NEW_HOST = new GatewayName("gw-2");

    private final LostEdgeKey lost = new LostEdgeKey(random, clock);
    private final EdgePrivateKey former = EdgePrivateKey.generate();
    private final EdgePrivateKey fresh = EdgePrivateKey.generate();

    @Test
    void keysEndAndTheNextOnesAreSealedToTheNewKeyAtHigherVersions() throws Exception {
        Keyed keyed;
        Keyed bare;
        try (KeyferryServer server = start()) {
            createBerlin(server, former);
            keyed = withKey(server, "acme");
            set(server, keyed, NEXT);
            bare = withKey(server, "bolt");
            server.useCases()
                    .removePsk()
                    .remove(caller(), bare.account(), bare.tunnel(), Mode.APPLY);
        }

        Loss loss = lost.abandon(place(), BERLIN, Optional.of(fresh.publicKey()));

        assertThat(loss.key()).isEqualTo(former.publicKey().id());
        assertThat(loss.present()).contains(fresh.publicKey().id());
        assertThat(loss.keys())
                .singleElement()
                .satisfies(key -> {
                    assertThat(key.tunnel().id()).isEqualTo(keyed.tunnel());
                    assertThat(key.tunnel().name().value()).isEqualTo("t-acme");
                    assertThat(key.version().value()).isEqualTo(2);
                });
        try (KeyferryServer server = start()) {
            Edge edge = berlin(server);
            assertThat(edge.key().id()).isEqualTo(fresh.publicKey().id());
            assertThat(edge.key().isEmbedded()).isFalse();
            enrol(server, NEW_HOST, fresh);
            TestGateway host = gateway(server, NEW_HOST);
            host.pull(Optional.empty());
            assertThat(host.records()).hasSize(2);
            assertThat(host.records().values()).allMatch(GoneRecord.class::isInstance);
            assertThat(version(host, keyed)).isEqualTo(3);

            set(server, keyed, KEY);

            host.pull(Optional.of(opener(fresh, BERLIN)));
            assertThat(host.keys()).containsEntry(keyed.tunnel(), KEY);
            assertThat(version(host, keyed)).isEqualTo(4);
            assertThat(audited(server, "ABANDON_KEYS"))
                    .singleElement()
                    .satisfies(record -> assertThat(record.source()).isEqualTo("recover"));
        }
        assertAuditIsWhole();
    }

    @Test
    void looksWithoutChangingAnything() throws Exception {
        Keyed keyed;
        try (KeyferryServer server = start()) {
            createBerlin(server, former);
            keyed = withKey(server, "acme");
        }

        Loss loss = lost.look(place(), BERLIN);

        assertThat(loss.keys()).hasSize(1);
        assertThat(loss.present()).isEmpty();
        try (KeyferryServer server = start()) {
            assertThat(berlin(server).key().id()).isEqualTo(former.publicKey().id());
            enrol(server, REMOTE, former);
            TestGateway gateway = gateway(server, REMOTE);
            gateway.pull(Optional.of(opener(former, BERLIN)));
            assertThat(gateway.keys()).containsEntry(keyed.tunnel(), KEY);
        }
    }

    /** It has the key, so nothing has to be given up. */
    @Test
    void aGatewayThatWasNotRevokedStandsAgainstIt() throws Exception {
        try (KeyferryServer server = start()) {
            createBerlin(server, former);
            enrol(server, REMOTE, former);
            withKey(server, "acme");
        }
        ThrowingCallable abandon =
                () -> lost.abandon(place(), BERLIN, Optional.of(fresh.publicKey()));
        assertThatThrownBy(abandon)
                .isInstanceOfSatisfying(
                        StartRefused.class,
                        e -> assertThat(e.getMessage()).contains("may have its key: gw-1"));
        try (KeyferryServer server = start()) {
            assertThat(berlin(server).key().id()).isEqualTo(former.publicKey().id());
            server.useCases().gateways().revoke().revoke(caller(), REMOTE);
        }
        assertThat(lost.abandon(place(), BERLIN, Optional.of(fresh.publicKey())).keys()).hasSize(1);
    }

    @Test
    void anEmbeddedKeyIsMadeAnewWhereItsFileIsLostAndOnlyThere() throws Exception {
        Keyed keyed;
        try (KeyferryServer server = start()) {
            keyed = withKey(server, "acme");
        }
        assertThatThrownBy(() -> lost.abandon(place(), EdgeId.DEFAULT, Optional.empty()))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("it is not lost");
        Files.delete(DataDirectory.edgeKey(directory()));
        assertThatThrownBy(this::start)
                .isInstanceOfSatisfying(
                        StartRefused.class,
                        e ->
                                assertThat(e.hint())
                                        .contains(
                                                "keyferry recover edge-key --data DIR --edge default"));

        Loss loss = lost.abandon(place(), EdgeId.DEFAULT, Optional.empty());

        assertThat(loss.keys()).hasSize(1);
        try (KeyferryServer server = start()) {
            set(server, keyed, NEXT);
            Edge edge = server.useCases().edges().read().get(EdgeId.DEFAULT);
            assertThat(edge.key().isEmbedded()).isTrue();
            assertThat(edge.key().id())
                    .isEqualTo(
                            EdgePrivateKey.decode(
                                            SecretFile.read(DataDirectory.edgeKey(directory())))
                                    .publicKey()
                                    .id());
        }
    }

    @Test
    void refusesAKeyThatCannotBeTheEdges() throws Exception {
        try (KeyferryServer server = start()) {
            createBerlin(server, former);
        }
        assertThatThrownBy(() -> lost.abandon(place(), BERLIN, Optional.of(former.publicKey())))
                .hasMessageContaining("or had it before");
        assertThatThrownBy(() -> lost.abandon(place(), BERLIN, Optional.empty()))
                .isInstanceOfSatisfying(
                        StartRefused.class, e -> assertThat(e.hint()).contains("--key"));
        assertThatThrownBy(() -> lost.look(place(), new EdgeId("nowhere")))
                .hasMessageContaining("there is no edge nowhere");
        assertRefusedWhileAServerRuns(() -> lost.look(place(), BERLIN));
    }

    private static Edge berlin(KeyferryServer server) throws InterruptedException {
        return server.useCases().edges().read().get(BERLIN);
    }
}
