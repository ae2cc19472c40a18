package dev.keyferry.app.command.psk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class KeyTableTest {
    private static final String FAILED =
            "\"rejected\":{\"last\":\"2026-11-23T10:04:00.000000Z\",\"meaning\":\"a wrong key\"}";

    @Test
    void aHintStandsUntilTheKeyIsProven() {
        assertThat(text("{\"gw-1\":{" + FAILED + "}}")).contains("a wrong key");
        assertThat(text("{\"gw-1\":{" + FAILED + ",\"proven\":{\"at\":\"2026-11-23T10:05:00Z\"}}}"))
                .contains("2026-11-23T10:05:00Z")
                .doesNotContain("a wrong key");
    }

    @Test
    void aProofOnAnotherGatewayCountsAndAnEarlierOneDoesNot() {
        String other = "{\"gw-1\":{" + FAILED + "},\"gw-2\":{\"proven\":{\"at\":\"%s\"}}}";
        assertThat(text(other.formatted("2026-11-23T10:04:00.5Z"))).doesNotContain("a wrong key");
        assertThat(text(other.formatted("2026-11-23T10:03:59Z"))).contains("a wrong key");
    }

    @Test
    void whatAGatewaySaysInsteadOfLoadedStandsThere() {
        String silent =
                "{\"state\":\"stored\",\"since\":\"2026-11-23T10:04:00.123456Z\","
                        + "\"reason\":\"silent: not heard of\"";
        assertThat(text("{\"gw-1\":" + silent + "}}"))
                .contains("2026-11-23T10:04:00Z  silent: not heard of\n");
        assertThat(text("{\"gw-1\":" + silent + "," + FAILED + "}}"))
                .contains("silent: not heard of; a wrong key\n");
    }

    private static String text(String gateways) {
        String key =
                "{\"name\":\"a\",\"psk\":{\"version\":2,\"state\":\"loaded\",\"gateways\":"
                        + gateways
                        + "}}";
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        KeyTable.of(Stream.of(new JsonMapper().readTree(key)))
                .print(new PrintStream(out, true, UTF_8));
        return out.toString(UTF_8);
    }
}
