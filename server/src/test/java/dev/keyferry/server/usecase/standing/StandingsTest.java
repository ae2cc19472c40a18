package dev.keyferry.server.usecase.standing;

import static dev.keyferry.server.Deployed.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.GatewayCondition;
import dev.keyferry.feed.GatewayCondition.Assurance;
import dev.keyferry.feed.GatewayCondition.Kind;
import dev.keyferry.feed.TunnelException;
import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.id.PskVersion;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.server.Deployed;
import dev.keyferry.server.KeysCase;
import dev.keyferry.server.ServerOptions.LocalGateway;
import dev.keyferry.server.TestGateway;
import dev.keyferry.server.domain.KeyStatus.OnGateway;
import dev.keyferry.server.domain.KeyStatus.Stage;
import dev.keyferry.server.domain.KeyStatus.State;
import dev.keyferry.server.domain.Mode;
import dev.keyferry.server.domain.Notice;
import dev.keyferry.server.domain.Notice.Code;
import dev.keyferry.server.usecase.SetPsks.Answer;
import dev.keyferry.server.usecase.tunnel.DeleteTunnel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What a call that sets keys is told of the gateways, and for how long it waits. */
class StandingsTest extends KeysCase {
    @Test
    void answersWhenTheGatewayHasLoaded() throws InterruptedException {
        try (TestGateway gateway = gateway('a').follow()) {
            Answer answer = set(entry(tunnels.get(0), STRONG), entry(tunnels.get(1), OTHER));

            assertThat(state(answer, 0)).isEqualTo(State.LOADED);
            assertThat(answer.notices()).isEmpty();
            assertThat(gateway.records()).containsKeys(tunnels.get(0), tunnels.get(1));
            Answer again = set(entry(tunnels.get(0), STRONG));
            assertThat(state(again, 0)).isEqualTo(State.LOADED);
        }
    }

    @Test
    void doesNotWaitForASilentGatewayAndSaysWhatItMayStillAccept() throws InterruptedException {
        long start = System.nanoTime();
        assertThat(texts(set(entry(tunnels.get(0), STRONG))))
                .containsExactly(
                        "gateway local silent since the server started:"
                                + " it has no key for the tunnel");
        Answer answer = set(entry(tunnels.get(0), OTHER));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
        assertThat(state(answer, 0)).isEqualTo(State.STORED);
        assertThat(texts(answer))
                .containsExactly(
                        "gateway local silent since the server started:"
                                + " it may still accept version 1");
        assertThat(texts(set(entry(tunnels.get(1), OTHER), entry(tunnels.get(2), STRONG))))
                .containsExactly(
                        "gateway local silent since the server started:"
                                + " it may still accept the former keys of 2 tunnels");
    }

    @Test
    void answersAtOnceWhereTheGatewayRefusesAsItStands() throws InterruptedException {
        TestGateway gateway = gateway('a');
        gateway.pull(Optional.empty());
        gateway.report(
                Revision.NONE,
                Revision.NONE,
                new GatewayCondition(
                        Kind.UNSAFE_CONNECTION,
                        "roadwarrior: it has no local id",
                        Assurance.ASSURED));
        long start = System.nanoTime();

        Answer answer = set(entry(tunnels.get(0), STRONG));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
        assertThat(answer.notices()).extracting(Notice::code).containsExactly(Code.GATEWAY_REFUSES);
        assertThat(texts(answer))
                .containsExactly(
                        "gateway local: unsafe-connection: roadwarrior: it has no local id;"
                                + " version 1 is not loaded there");
        assertThat(onLocal(answer, 0).reason())
                .contains("unsafe-connection: roadwarrior: it has no local id");
    }

    @Test
    void waitsForACharonThatIsDownUntilTheDeadline() throws InterruptedException {
        TestGateway gateway = gateway('a');
        gateway.pull(Optional.empty());
        GatewayCondition down =
                new GatewayCondition(Kind.CHARON_DOWN, "no socket", Assurance.ASSURED);
        gateway.report(Revision.NONE, Revision.NONE, down);
        long start = System.nanoTime();

        Answer answer = set(entry(tunnels.get(0), STRONG));

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofSeconds(5), Duration.ofSeconds(9));
        assertThat(texts(answer))
                .containsExactly(
                        "gateway local: charon-down: no socket; version 1 is not loaded there:"
                                + " it has no key for the tunnel");
        assertThat(state(answer, 0)).isEqualTo(State.STORED);
    }

    @Test
    void passesOnWhatAServingGatewayRemarks() throws InterruptedException {
        TestGateway gateway = gateway('a');
        CompletableFuture<Answer> call = calling(() -> set(entry(tunnels.get(0), STRONG)));
        gateway.pull(Optional.empty());
        Awaitility.await().until(() -> gateway.pull(Optional.empty()).equals(new Revision(1)));
        gateway.report(
                new Revision(1),
                new Revision(1),
                new GatewayCondition(Kind.SERVING, "its charon is crowded", Assurance.ASSURED));

        assertThat(state(call.join(), 0)).isEqualTo(State.LOADED);
        assertThat(call.join().notices())
                .extracting(Notice::code)
                .containsExactly(Code.GATEWAY_REMARK);
        assertThat(texts(call.join())).containsExactly("gateway local: its charon is crowded");
    }

    @Test
    void tellsWhyOneTunnelIsNotLoaded() throws InterruptedException {
        TestGateway gateway = gateway('a');
        CompletableFuture<Answer> call = calling(() -> set(entry(tunnels.get(0), STRONG)));
        gateway.pull(Optional.empty());
        Awaitility.await().until(() -> gateway.pull(Optional.empty()).equals(new Revision(1)));
        gateway.report(
                new Revision(1),
                new Revision(1),
                TestGateway.SERVING,
                List.of(
                        new TunnelException(
                                tunnels.get(0),
                                PskVersion.FIRST,
                                TunnelException.Kind.RESERVED_IDENTITY,
                                "it is the gateway's own")));

        Answer answer = call.join();

        assertThat(state(answer, 0)).isEqualTo(State.STORED);
        assertThat(onLocal(answer, 0).stage()).isEqualTo(Stage.DELIVERED);
        assertThat(texts(answer))
                .containsExactly(
                        "gateway local: reserved-identity: it is the gateway's own;"
                                + " version 1 is not loaded");
    }

    @Test
    void saysThatANewerKeyCameMeanwhile() throws InterruptedException {
        TestGateway gateway = gateway('a');
        gateway.pull(Optional.empty());
        gateway.report(Revision.NONE, Revision.NONE, TestGateway.SERVING);
        CompletableFuture<Answer> first = calling(() -> set(entry(tunnels.get(0), STRONG)));
        Awaitility.await().until(() -> server.store().writer().head().equals(new Revision(1)));
        CompletableFuture<Answer> second = calling(() -> set(entry(tunnels.get(0), OTHER)));
        Awaitility.await().until(() -> server.store().writer().head().equals(new Revision(2)));
        Revision all = gateway.pull(Optional.empty());
        gateway.report(all, all, TestGateway.SERVING);

        assertThat(first.join().notices())
                .containsExactly(
                        new Notice(
                                Code.SUPERSEDED,
                                "superseded by version 2",
                                Optional.of("/psks/0")));
        assertThat(version(first.join(), 0)).isEqualTo(new PskVersion(1));
        assertThat(onLocal(first.join(), 0).version()).isEqualTo(new PskVersion(2));
        assertThat(second.join().notices()).isEmpty();
        assertThat(state(second.join(), 0)).isEqualTo(State.LOADED);
    }

    @Test
    void saysOfADeletedTunnelThatItIsGoneAndNotThatItsKeyIsLoaded() throws InterruptedException {
        TestGateway gateway = gateway('a');
        gateway.pull(Optional.empty());
        gateway.report(Revision.NONE, Revision.NONE, TestGateway.SERVING);
        CompletableFuture<Answer> call =
                calling(() -> set(entry(tunnels.get(0), STRONG), entry(tunnels.get(1), OTHER)));
        Awaitility.await().until(() -> server.store().writer().head().equals(new Revision(2)));
        CompletableFuture<DeleteTunnel.Answer> end =
                calling(() ->
                        server.useCases()
                                .deleteTunnel()
                                .delete(server.caller(), account, tunnels.get(0), Mode.APPLY));
        Awaitility.await().until(() -> server.store().writer().head().equals(new Revision(3)));
        Revision all = gateway.pull(Optional.empty());
        gateway.report(all, all, TestGateway.SERVING);

        assertThat(call.join().notices())
                .containsExactly(
                        new Notice(
                                Code.SUPERSEDED,
                                "superseded: the tunnel was deleted",
                                Optional.of("/psks/0")));
        assertThat(applied(call.join(), tunnels.get(0)).status()).isEmpty();
        assertThat(state(call.join(), 1)).isEqualTo(State.LOADED);
        assertThat(end.join().notices()).isEmpty();
    }

    @Test
    void saysWhichAddressNoGatewayServes() throws InterruptedException {
        try (Deployed alone = new Deployed(directory.resolve("alone"), LocalGateway.ABSENT)) {
            AccountId own = alone.account("acme").id();
            List<TunnelId> two = alone.tunnels(own, 2);

            Answer one = alone.set(own, two.get(0), STRONG);

            assertThat(texts(one))
                    .containsExactly("stored only: no gateway serves 203.0.113.1 yet");
            assertThat(applied(one, two.get(0)).status().orElseThrow().state())
                    .isEqualTo(State.UNSERVED);
        }
    }

    private State state(Answer answer, int tunnel) {
        return applied(answer, tunnels.get(tunnel)).status().orElseThrow().state();
    }

    private OnGateway onLocal(Answer answer, int tunnel) {
        return Optional.ofNullable(
                        applied(answer, tunnels.get(tunnel))
                                .status()
                                .orElseThrow()
                                .gateways()
                                .get(GatewayName.LOCAL))
                .orElseThrow();
    }

    private static List<String> texts(Answer answer) {
        return answer.notices().stream().map(Notice::text).toList();
    }

    private static <T> CompletableFuture<T> calling(Callable<T> call) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        answer.complete(call.call());
                    } catch (Exception e) {
                        answer.completeExceptionally(e);
                    }
                });
        return answer;
    }
}
