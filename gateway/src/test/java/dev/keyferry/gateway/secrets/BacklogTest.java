package dev.keyferry.gateway.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.gateway.parts.TestTunnel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class BacklogTest {
    private final Backlog backlog = new Backlog();

    @Test
    void urgentGoesBeforeBulkAndKeepsItsOrder() {
        bulk(1, 0);
        urgent(2);
        urgent(3);
        bulk(4, 0);

        assertThat(drained()).isEqualTo(tunnels(2, 3, 1, 4));
    }

    @Test
    void bulkStartsWithWhatWasWrittenLast() {
        bulk(1, 10);
        bulk(2, 30);
        bulk(3, 20);
        bulk(4, 0);
        bulk(5, 0);

        assertThat(drained()).isEqualTo(tunnels(2, 3, 1, 4, 5));
    }

    @Test
    void tunnelStandsInItOnceAndAsUrgentAsItEverWas() {
        bulk(1, 0);
        bulk(2, 0);
        urgent(2);
        bulk(2, 99);
        urgent(2);
        bulk(1, 99);

        assertThat(drained()).isEqualTo(tunnels(2, 1));
        assertThat(backlog.isEmpty()).isTrue();
    }

    @Test
    void tunnelThatWasTakenMayComeAgain() {
        bulk(1, 0);
        assertThat(drained()).isEqualTo(tunnels(1));

        bulk(1, 0);

        assertThat(backlog.isEmpty()).isFalse();
        assertThat(drained()).isEqualTo(tunnels(1));
    }

    private void bulk(int number, long writtenAt) {
        backlog.addBulk(TestTunnel.of(number).id(), writtenAt);
    }

    private void urgent(int number) {
        backlog.addUrgent(TestTunnel.of(number).id());
    }

    private List<TunnelId> drained() {
        List<TunnelId> drained = new ArrayList<>();
        Optional<TunnelId> next = backlog.next();
        while (next.isPresent()) {
            drained.add(next.get());
            next = backlog.next();
        }
        return drained;
    }

    private static List<TunnelId> tunnels(int... numbers) {
        List<TunnelId> tunnels = new ArrayList<>();
        for (int number : numbers) {
            tunnels.add(TestTunnel.of(number).id());
        }
        return tunnels;
    }
}
