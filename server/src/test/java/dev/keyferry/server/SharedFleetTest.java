package dev.keyferry.server;

import static dev.keyferry.server.GatewayWords.after;
import static dev.keyferry.server.GatewayWords.caller;
import static dev.keyferry.server.GatewayWords.quietly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.keyferry.feed.Page;
import dev.keyferry.feed.Position;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.reseal.Resealed;
import dev.keyferry.feed.seal.EdgePrivateKey;
import dev.keyferry.server.usecase.port.edge.Gateways.Stretch;
import dev.keyferry.server.usecase.refusal.Refusal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What one of two servers decides about edges and gateways holds at the other. */
class SharedFleetTest extends TwoServers {
    @Test
    void anEdgeThatOneServerMadeIsSealedToAtTheOther() throws Exception {
        TunnelId tunnel = tunnel(second);
        assertThat(set(second, tunnel, KEY).get().status().orElseThrow().version().value())
                .isEqualTo(1);
        Path keys = directory.resolve("second/keys/record-berlin.key");
        assertThat(keys).hasSameBinaryContentAs(directory.resolve("first/keys/record-berlin.key"));
        assertThat(poll(first, new Position.Start(), Duration.ZERO).records()).hasSize(1);
    }

    @Test
    void aReplacedEdgeKeyIsSealedToAtTheOtherServerAtOnce() throws Exception {
        TunnelId tunnel = tunnel(second);
        EdgePrivateKey next = EdgePrivateKey.generate();
        second.useCases()
                .gateways()
                .reseal()
                .exchange(
                        ONE,
                        BERLIN,
                        new Resealed(
                                List.of(next.publicKey().id(), edgeKey.publicKey().id()),
                                List.of(),
                                Revision.NONE,
                                Optional.empty()));
        await().until(() -> {
            try {
                first.useCases().edges().setKey().set(caller(), BERLIN, next.publicKey());
                return true;
            } catch (Refusal.Conflict e) {
                return false;
            }
        });
        var _ = set(second, tunnel, KEY).get();
        Page page = poll(second, new Position.Start(), Duration.ZERO);
        assertThat(page.dataKeys())
                .isNotEmpty()
                .allSatisfy(key -> assertThat(key.edgeKey()).isEqualTo(next.publicKey().id()));
    }

    @Test
    void whoIsRevokedAtOneServerIsHandedNothingByTheOther() throws Exception {
        TunnelId tunnel = tunnel(first);
        Page start = poll(second, new Position.Start(), Duration.ZERO);
        var _ = set(first, tunnel, KEY).get();
        start = poll(second, after(start), Duration.ZERO);
        assertThat(start.records()).hasSize(1);
        Page known = start;
        CompletableFuture<Page> waiting =
                CompletableFuture.supplyAsync(
                        () -> quietly(() -> poll(second, after(known), Duration.ofSeconds(25))),
                        threads);
        await().until(() -> second.useCases().gateways().read().get(ONE).view().isPresent());

        first.useCases().gateways().revoke().revoke(caller(), ONE);
        var _ = set(first, tunnel, KEY + "x").get();

        assertThatThrownBy(waiting::join).hasRootCauseInstanceOf(Refusal.UnknownToken.class);
        assertThat(second.useCases().gateways().authenticate().of(token)).isEmpty();
        assertThat(second.useCases().gateways().feeds().feed(ONE)).isEmpty();
        assertThat(second.useCases().gateways().read().exposed(ONE, new Stretch(0, 10)).toString())
                .doesNotContain(tunnel.value());
    }

    @Test
    void whatTheOtherServerHandedOutIsExposedByARevocation() throws Exception {
        TunnelId tunnel = tunnel(first);
        var _ = set(first, tunnel, KEY).get();
        assertThat(poll(second, new Position.Start(), Duration.ZERO).records()).hasSize(1);

        first.useCases().gateways().revoke().revoke(caller(), ONE);

        assertThat(first.useCases().gateways().read().exposed(ONE, new Stretch(0, 10)).toString())
                .contains(tunnel.value());
    }
}
