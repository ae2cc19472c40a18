package dev.keyferry.server.http.request.tunnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyferry.server.domain.tunnel.TunnelParameters;
import dev.keyferry.server.http.answer.MessageItem;
import dev.keyferry.server.http.request.Bodies;
import dev.keyferry.server.usecase.keys.SentKey;
import dev.keyferry.server.usecase.tunnel.CreateTunnels;
import dev.keyferry.server.usecase.tunnel.CreateTunnels.NewTunnel;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TunnelBodyTest {
    private static final String TUNNEL =
            """
            {"name":"berlin","cloudflare_endpoint":"203.0.113.1","interface_address":"10.0.0.0/31"}
            """;

    @Test
    void readsOneTunnelWithAllItsFields() {
        TunnelBody body =
                TunnelBody.read(
                        Bodies.of(
                                """
                                {"name":"berlin","cloudflare_endpoint":"203.0.113.1",
                                 "customer_endpoint":"198.51.100.7","interface_address":"10.0.0.0/31",
                                 "description":"the first","psk":"a key of sixteen"}
                                """));
        assertThat(body.form()).isEqualTo(TunnelBody.Form.OBJECT);
        NewTunnel tunnel = body.tunnels().getFirst();
        TunnelParameters parameters = tunnel.parameters();
        assertThat(tunnel.pointer()).isEmpty();
        assertThat(parameters.name()).hasToString("berlin");
        assertThat(parameters.cloudflareEndpoint()).hasToString("203.0.113.1");
        assertThat(parameters.customerEndpoint().orElseThrow()).hasToString("198.51.100.7");
        assertThat(parameters.interfaceAddress()).hasToString("10.0.0.0/31");
        assertThat(parameters.description().orElseThrow()).hasToString("the first");
        assertThat(tunnel.key().orElseThrow()).isInstanceOf(SentKey.Sized.class);
    }

    @Test
    void readsTheArrayFormWithAPointerForEach() {
        TunnelBody body =
                TunnelBody.read(Bodies.of("{\"ipsec_tunnels\":[%s,%s]}".formatted(TUNNEL, TUNNEL)));
        assertThat(body.form()).isEqualTo(TunnelBody.Form.ARRAY);
        assertThat(body.tunnels())
                .extracting(NewTunnel::pointer)
                .containsExactly("/ipsec_tunnels/0", "/ipsec_tunnels/1");
        assertThat(body.tunnels()).allMatch(tunnel -> tunnel.key().isEmpty());
    }

    @Test
    void saysWhichFieldsOfThePublicContractItIgnores() {
        TunnelBody body =
                TunnelBody.read(
                        Bodies.of(
                                """
                                {"name":"berlin","cloudflare_endpoint":"203.0.113.1",
                                 "interface_address":"10.0.0.0/31","bgp":{"customer_asn":1},
                                 "replay_protection":false,"MARKER0KEY0MARKER":1}
                                """));
        assertThat(body.ignored())
                .extracting(MessageItem::pointer)
                .map(pointer -> pointer.orElseThrow())
                .containsExactly("/bgp", "/replay_protection");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|/name",
                "{\"name\":\"a\"}|/cloudflare_endpoint",
                "{\"name\":\"a\",\"cloudflare_endpoint\":\"203.0.113.1\"}|/interface_address",
                "{\"name\":null}|/name",
                "{\"name\":\"MARKER0KEY0MARKER!\"}|/name",
                "{\"name\":[\"MARKER0KEY0MARKER\"]}|/name",
                "{\"cloudflare_endpoint\":\"MARKER0KEY0MARKER\"}|/cloudflare_endpoint",
                "{\"cloudflare_endpoint\":\"abcdef:abcdef::\"}|/cloudflare_endpoint",
                "{\"customer_endpoint\":\"\"}|/customer_endpoint",
                "{\"interface_address\":\"MARKER0KEY0MARKER/31\"}|/interface_address",
                "{\"interface_address\":\"999.1.1.1/31\"}|/interface_address",
                "{\"description\":null}|/description",
                "{\"psk\":null}|/psk",
                "{\"psk\":12345678}|/psk",
                "{\"ipsec_tunnels\":{}}|/ipsec_tunnels",
                "{\"ipsec_tunnels\":[1]}|/ipsec_tunnels/0",
                "{\"ipsec_tunnels\":[{\"name\":\"!\"}]}|/ipsec_tunnels/0/name",
                "{\"ipsec_tunnels\":[],\"name\":\"a\"}|/ipsec_tunnels",
            })
    void pointsAtWhatIsWrong(String body, String pointer) {
        Bodies.assertRefused(TunnelBody::read, body, pointer);
    }

    @Test
    void doesNotQuoteAnAddressThatItRefuses() {
        String address = "abcdef:0123456789::";
        String body = "{\"cloudflare_endpoint\":\"%s\"}".formatted(address);
        assertThatThrownBy(() -> TunnelBody.read(Bodies.of(body))).hasMessageNotContaining(address);
    }

    @Test
    void takesTheMostTunnelsAndRefusesOneMore() {
        assertThat(TunnelBody.read(Bodies.of(several(CreateTunnels.MAX_TUNNELS))).tunnels())
                .hasSize(CreateTunnels.MAX_TUNNELS);
        Bodies.assertRefused(
                TunnelBody::read, several(CreateTunnels.MAX_TUNNELS + 1), "/ipsec_tunnels");
    }

    @Test
    void boundsTheMessagesAboutIgnoredFields() {
        String tunnel = TUNNEL.strip().replace("}", ",\"bgp\":{}}");
        String body =
                "{\"ipsec_tunnels\":[%s]}"
                        .formatted(
                                String.join(
                                        ",",
                                        Collections.nCopies(TunnelReader.MAX_IGNORED + 1, tunnel)));
        assertThat(TunnelBody.read(Bodies.of(body)).ignored()).hasSize(TunnelReader.MAX_IGNORED);
    }

    private static String several(int count) {
        return "{\"ipsec_tunnels\":[%s]}"
                .formatted(String.join(",", Collections.nCopies(count, TUNNEL.strip())));
    }
}
