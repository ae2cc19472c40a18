package dev.keyferry.app.command.psk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.app.api.Tunnel;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class KeyTextTest {
    private static final String LOADED =
            "\"gw-1\":{\"state\":\"loaded\",\"version\":7,\"since\":\"2026-11-23T10:02:01.000000Z\"}";

    @Test
    void tellsTheVersionEachGatewayAndThatNobodyHasShownTheKey() {
        assertThat(
                        text(
                                LOADED
                                        + ",\"gw-2\":{\"state\":\"delivered\",\"version\":7,\"since\":"
                                        + "\"2026-11-23T10:02:02.000000Z\",\"reason\":\"charon-down: it is"
                                        + " away\"}"))
                .isEqualTo(
                        "v7 set 10:02:00Z by ci   gw-1 loaded 10:02:01Z   gw-2 delivered 10:02:02Z"
                                + " (charon-down: it is away)   unproven: no router has authenticated"
                                + " with it yet");
    }

    @Test
    void tellsWhereAndFromWhereItWasProven() {
        assertThat(
                        text(
                                LOADED
                                        + ",\"gw-2\":{\"state\":\"proven\",\"version\":7,\"since\":"
                                        + "\"2026-11-23T10:02:02.000000Z\",\"proven\":{\"at\":"
                                        + "\"2026-11-23T10:05:00.000000Z\",\"from\":\"198.51.100.7\","
                                        + "\"assured\":false}}"))
                .endsWith(
                        "   gw-2 loaded 10:02:02Z   proven on gw-2 10:05:00Z from 198.51.100.7, not"
                                + " assured");
    }

    @Test
    void tellsWhatFailed() {
        assertThat(
                        text(
                                "\"gw-1\":{\"state\":\"rejected\",\"version\":7,\"since\":"
                                        + "\"2026-11-22T10:02:02.000000Z\",\"rejected\":{\"last\":"
                                        + "\"2026-11-23T10:05:00.000000Z\",\"from\":\"198.51.100.7\","
                                        + "\"count\":3,\"meaning\":\"it looks like a wrong key\"}}"))
                .isEqualTo(
                        "v7 set 10:02:00Z by ci   gw-1 loaded 2026-11-22 10:02Z   unproven: 3 attempts"
                                + " failed on gw-1, last 10:05:00Z from 198.51.100.7: it looks like a"
                                + " wrong key");
    }

    @Test
    void aKeyThatNoGatewayServesIsNotCalledUnproven() {
        assertThat(text("")).endsWith("unserved: no gateway ends 203.0.113.1 yet");
        assertThat(
                        text(
                                "\"gw-1\":{\"state\":\"stored\",\"version\":7,\"since\":"
                                        + "\"2026-11-23T10:02:02.000000Z\"}"))
                .endsWith("gw-1 stored 10:02:02Z");
    }

    @Test
    void aTunnelMayHaveNoKey() {
        Tunnel tunnel = new Tunnel(new JsonMapper().readTree("{\"name\":\"branch-7\"}"));
        assertThat(new KeyText(tunnel, Optional.empty(), LocalDate.of(2026, 11, 23)).text())
                .isEqualTo("branch-7 has no key");
    }

    private static String text(String gateways) {
        String json =
                """
                {"name":"branch-7","cloudflare_endpoint":"203.0.113.1",
                 "psk_metadata":{"last_generated_on":"2026-11-23T10:02:00.000000Z"},
                 "keyferry":{"psk":{"version":7,"state":"loaded","gateways":{%s}}}}
                """
                        .formatted(gateways);
        return new KeyText(
                        new Tunnel(new JsonMapper().readTree(json)),
                        Optional.of("ci"),
                        LocalDate.of(2026, 11, 23))
                .text();
    }
}
