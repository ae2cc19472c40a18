package dev.keyferry.server.console.view.tunnels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.GatewayCondition.Assurance;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.id.PskVersion;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.server.domain.KeyStatus;
import dev.keyferry.server.domain.KeyStatus.OnGateway;
import dev.keyferry.server.domain.KeyStatus.Stage;
import dev.keyferry.server.domain.evidence.KeyEvidence;
import dev.keyferry.server.domain.tunnel.TunnelName;
import dev.keyferry.server.usecase.survey.FoundTunnel;
import dev.keyferry.server.usecase.survey.TunnelEntry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TunnelLineTest {
    private static final PskVersion VERSION = new PskVersion(1);

    @Test
    void namesSoManyGatewaysAndCountsTheOthers() {
        int most = TunnelLine.MAX_BEHIND;

        assertThat(behind(most)).hasSize(most).allMatch(text -> text.endsWith(" stored"));
        assertThat(behind(most + 1)).hasSize(most + 1).endsWith("1 more");
        assertThat(behind(5_000))
                .hasSize(most + 1)
                .startsWith("gw-0000 stored")
                .endsWith("4995 more");
    }

    private static List<String> behind(int gateways) {
        SortedMap<GatewayName, OnGateway> stages = new TreeMap<>();
        for (int i = 0; i < gateways; i++) {
            stages.put(new GatewayName("gw-%04d".formatted(i)), stored());
        }
        TunnelEntry entry =
                new TunnelEntry(
                        new TunnelId("0".repeat(32)),
                        new TunnelName("berlin"),
                        new EdgeId("default"),
                        Optional.empty());
        KeyStatus status = new KeyStatus(VERSION, stages);
        return TunnelLine.of("", new FoundTunnel(entry, Optional.of(status)), Instant.EPOCH)
                .behind();
    }

    private static OnGateway stored() {
        return new OnGateway(
                Stage.STORED,
                VERSION,
                Instant.EPOCH,
                Optional.empty(),
                Assurance.ASSURED,
                KeyEvidence.NONE);
    }
}
