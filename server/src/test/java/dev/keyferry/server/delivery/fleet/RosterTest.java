package dev.keyferry.server.delivery.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.server.domain.gateway.Enrolment;
import dev.keyferry.server.domain.gateway.Gateway;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RosterTest {
    private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");
    private static final Bytes FIRST = Bytes.copyOf(new byte[] {1});
    private static final Bytes SECOND = Bytes.copyOf(new byte[] {2});

    private final Roster roster = new Roster();

    @Test
    void knowsAGatewayByItsNewestTokenAlone() {
        Gateway gateway = named().enrolled(FIRST, NOW);
        roster.put(gateway);
        assertThat(roster.ofToken(FIRST)).contains(gateway);
        Gateway again = gateway.enrolled(SECOND, NOW);
        roster.put(again);
        assertThat(roster.ofToken(FIRST)).isEmpty();
        assertThat(roster.ofToken(SECOND)).contains(again);
    }

    @Test
    void forgetsTheTokenOfARevokedGateway() {
        Gateway gateway = named().enrolled(FIRST, NOW);
        roster.put(gateway);
        roster.put(gateway.in(Gateway.State.DRAINED));
        assertThat(roster.ofToken(FIRST)).isPresent();
        roster.put(gateway.revoked(NOW));
        assertThat(roster.ofToken(FIRST)).isEmpty();
    }

    private static Gateway named() {
        return Gateway.named(
                new GatewayName("gw-1"),
                EdgeId.DEFAULT,
                new Enrolment(Bytes.copyOf(new byte[] {3}), NOW.plusSeconds(60)),
                NOW);
    }
}
