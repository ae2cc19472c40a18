package dev.keyferry.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.id.PskVersion;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.reauth.ReauthOrder;
import dev.keyferry.feed.reauth.ReauthOutcome;
import dev.keyferry.feed.reauth.ReauthOutcome.Kind;
import dev.keyferry.feed.reauth.ReauthQuestion;
import dev.keyferry.feed.seal.EdgePublicKey;
import dev.keyferry.feed.seal.RecordKey;
import dev.keyferry.server.delivery.fleet.Colleagues;
import dev.keyferry.server.domain.gateway.Gateway;
import dev.keyferry.server.usecase.port.edge.EdgeKeys;
import dev.keyferry.server.usecase.reauth.ReadOrders;
import dev.keyferry.server.usecase.refusal.Refusal;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OrderDeskTest {
    private static final Duration AT_ONCE = Duration.ZERO;
    private static final Epoch EPOCH = new Epoch("e".repeat(Epoch.DIGITS));
    private static final RecordKey KEY = RecordKey.generate(new SecureRandom());
    private static final ReauthOrder ORDER =
            KEY.reauth(
                    EPOCH,
                    EdgeId.DEFAULT,
                    new Revision(7),
                    new TunnelId("1".repeat(TunnelId.DIGITS)),
                    new PskVersion(1),
                    Instant.parse("2026-11-30T12:00:00Z"));

    private final FeedHub hub = new FeedHub();
    private final OrderDesk desk =
            new OrderDesk(
                    new ReadOrders((edge, after, limit) -> List.of(ORDER), new OneKey(), EPOCH),
                    hub,
                    Colleagues.NONE,
                    InstantSource.system());

    @Test
    void wordsOfAGatewayAreForgottenFromTheOldestOn() throws InterruptedException {
        hub.changed(Gateway.local(Instant.EPOCH));
        tell(1);
        for (long number = 2; number <= OrderDesk.MAX_KEPT; number++) {
            tell(number);
        }
        assertThat(told(1)).containsOnlyKeys(GatewayName.LOCAL);

        tell(OrderDesk.MAX_KEPT + 1);

        assertThat(told(1)).isEmpty();
        assertThat(told(2)).containsEntry(GatewayName.LOCAL, Kind.NO_SA);
    }

    @Test
    void whoIsNotServedIsNotHeard() throws InterruptedException {
        assertThatThrownBy(() -> tell(1)).isInstanceOf(Refusal.UnknownToken.class);
        assertThat(told(1)).isEmpty();
    }

    @Test
    void drainedGatewayIsOrderedNothing() throws InterruptedException {
        Gateway local = Gateway.local(Instant.EPOCH);
        hub.changed(local);
        assertThat(orders()).containsExactly(ORDER);
        hub.changed(local.in(Gateway.State.DRAINED));
        assertThat(orders()).isEmpty();
    }

    private List<ReauthOrder> orders() throws InterruptedException {
        return desk.of(GatewayName.LOCAL)
                .orders(new ReauthQuestion(Revision.NONE, AT_ONCE))
                .orders();
    }

    private void tell(long number) throws InterruptedException {
        desk.of(GatewayName.LOCAL).tell(new ReauthOutcome(new Revision(number), Kind.NO_SA));
    }

    private Map<GatewayName, Kind> told(long number) throws InterruptedException {
        return desk.await(new Revision(number), Set.of(GatewayName.LOCAL), AT_ONCE);
    }

    private static final class OneKey implements EdgeKeys {
        @Override
        public EdgePublicKey publicKey(EdgeId edge) {
            throw new IllegalStateException("nothing is sealed");
        }

        @Override
        public RecordKey recordKey(EdgeId edge) {
            return KEY;
        }

        @Override
        public void makeRecordKey(EdgeId edge) {}
    }
}
