package dev.keyferry.server.http.request.tunnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyferry.feed.identity.IkeIdentity;
import dev.keyferry.server.domain.address.IpAddress;
import dev.keyferry.server.domain.tunnel.FarIdentities;
import dev.keyferry.server.domain.tunnel.HealthCheck;
import dev.keyferry.server.domain.tunnel.NullCipher;
import dev.keyferry.server.domain.tunnel.ReplayProtection;
import dev.keyferry.server.domain.tunnel.ReturnRouting;
import dev.keyferry.server.domain.tunnel.TunnelParameters;
import dev.keyferry.server.domain.tunnel.bgp.Asn;
import dev.keyferry.server.domain.tunnel.bgp.Bgp;
import dev.keyferry.server.domain.tunnel.bgp.FilterId;
import dev.keyferry.server.domain.tunnel.bgp.Md5Key;
import dev.keyferry.server.domain.tunnel.bgp.Prefix;
import dev.keyferry.server.http.answer.tunnel.TargetForm;
import dev.keyferry.server.http.request.Bodies;
import dev.keyferry.server.http.request.JsonBody;
import dev.keyferry.server.usecase.keys.SentKey;
import dev.keyferry.server.usecase.tunnel.CreateTunnels;
import dev.keyferry.server.usecase.tunnel.CreateTunnels.NewTunnel;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TunnelBodyTest {
    private static final String TUNNEL =
            """
            {"name":"berlin","cloudflare_endpoint":"203.0.113.1","interface_address":"10.0.0.0/31"}
            """;

    private static final String EVERYTHING =
            """
            "interface_address6":"2001:DB8::2/127","replay_protection":true,"allow_null_cipher":true,
            "automatic_return_routing":true,
            "health_check":{"enabled":false,"rate":"high","type":"request",
              "direction":"bidirectional","target":"198.51.100.8","other":{}},
            "bgp":{"customer_asn":65001,"extra_prefixes":["10.20.0.0/16","2001:db8::/32"],
              "import_filter_id":"a1b2","export_filter_id":"c3d4","md5_key":"an md5 key","other":1},
            "bgp_status":{"state":"BGP_UP"},
            "custom_remote_identities":{"fqdn_id":"ha.1000.custom.ipsec.keyferry.internal","other":1},
            "keyferry":{"psk":{"version":7},"identities":[{"type":"ipv4","value":"198.51.100.7"},
              {"other":1,"type":"fqdn","value":"router.example"}]}
            """;

    @Test
    void readsOneTunnelWithAllItsFields() {
        TunnelBody body =
                read(
                        Bodies.of(
                                """
                                {"name":"berlin","cloudflare_endpoint":"203.0.113.1",
                                 "customer_endpoint":"198.51.100.7","interface_address":"10.0.0.0/31",
                                 "description":"the first","psk":"a key of sixteen"}
                                """));
        assertThat(body.form()).isEqualTo(TunnelForm.OBJECT);
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
        TunnelBody body = read(Bodies.of("{\"ipsec_tunnels\":[%s,%s]}".formatted(TUNNEL, TUNNEL)));
        assertThat(body.form()).isEqualTo(TunnelForm.ARRAY);
        assertThat(body.tunnels())
                .extracting(NewTunnel::pointer)
                .containsExactly("/ipsec_tunnels/0", "/ipsec_tunnels/1");
        assertThat(body.tunnels()).allMatch(tunnel -> tunnel.key().isEmpty());
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
                "{\"interface_address\":\"MARKER0KEY0MARKER/31\"}|/interface_address",
                "{\"interface_address\":\"999.1.1.1/31\"}|/interface_address",
                "{\"description\":null}|/description",
                "{\"customer_endpoint\":null}|/customer_endpoint",
                "{\"interface_address6\":\"MARKER0KEY0MARKER/127\"}|/interface_address6",
                "{\"interface_address6\":\"2001:db8::1/127\"}|/interface_address6",
                "{\"interface_address6\":null}|/interface_address6",
                "{\"replay_protection\":\"true\"}|/replay_protection",
                "{\"allow_null_cipher\":1}|/allow_null_cipher",
                "{\"automatic_return_routing\":[]}|/automatic_return_routing",
                "{\"health_check\":[]}|/health_check",
                "{\"health_check\":{\"enabled\":\"yes\"}}|/health_check/enabled",
                "{\"health_check\":{\"rate\":\"MID\"}}|/health_check/rate",
                "{\"health_check\":{\"rate\":null}}|/health_check/rate",
                "{\"health_check\":{\"type\":\"MARKER0KEY0MARKER\"}}|/health_check/type",
                "{\"health_check\":{\"direction\":\"\"}}|/health_check/direction",
                "{\"health_check\":{\"target\":\"MARKER0KEY0MARKER\"}}|/health_check/target",
                "{\"health_check\":{\"target\":null}}|/health_check/target",
                "{\"health_check\":{\"target\":{\"saved\":\"\"}}}|/health_check/target",
                "{\"bgp\":[]}|/bgp",
                "{\"bgp\":{}}|/bgp/customer_asn",
                "{\"bgp\":{\"customer_asn\":null}}|/bgp/customer_asn",
                "{\"bgp\":{\"customer_asn\":-1}}|/bgp/customer_asn",
                "{\"bgp\":{\"customer_asn\":2147483648}}|/bgp/customer_asn",
                "{\"bgp\":{\"customer_asn\":1.5}}|/bgp/customer_asn",
                "{\"bgp\":{\"extra_prefixes\":\"10.0.0.0/8\"}}|/bgp/extra_prefixes",
                "{\"bgp\":{\"extra_prefixes\":[\"10.0.0.0/8\",null]}}|/bgp/extra_prefixes/1",
                "{\"bgp\":{\"extra_prefixes\":[\"MARKER0KEY0MARKER\"]}}|/bgp/extra_prefixes/0",
                "{\"bgp\":{\"import_filter_id\":\"\"}}|/bgp/import_filter_id",
                "{\"bgp\":{\"export_filter_id\":null}}|/bgp/export_filter_id",
                "{\"bgp\":{\"md5_key\":\"MARKER0KEY0MARKER?\"}}|/bgp/md5_key",
                "{\"bgp\":{\"md5_key\":\"\"}}|/bgp/md5_key",
                "{\"custom_remote_identities\":\"a\"}|/custom_remote_identities",
                "{\"custom_remote_identities\":{\"fqdn_id\":null}}|/custom_remote_identities/fqdn_id",
                "{\"custom_remote_identities\":{\"fqdn_id\":\"MARKER0KEY0MARKER\"}}|/custom_remote_identities/fqdn_id",
                "{\"keyferry\":1}|/keyferry",
                "{\"keyferry\":{\"identities\":{}}}|/keyferry/identities",
                "{\"keyferry\":{\"identities\":[1]}}|/keyferry/identities/0",
                "{\"keyferry\":{\"identities\":[{\"value\":\"a\"}]}}|/keyferry/identities/0/type",
                "{\"keyferry\":{\"identities\":[{\"type\":\"fqdn\"}]}}|/keyferry/identities/0/value",
                "{\"keyferry\":{\"identities\":[{\"type\":\"FQDN\",\"value\":\"a\"}]}}|/keyferry/identities/0/type",
                "{\"keyferry\":{\"identities\":[{\"type\":\"ipv4\",\"value\":\"MARKER0KEY0MARKER\"}]}}|/keyferry/identities/0/value",
                "{\"psk\":null}|/psk",
                "{\"psk\":12345678}|/psk",
                "{\"ipsec_tunnels\":{}}|/ipsec_tunnels",
                "{\"ipsec_tunnels\":[1]}|/ipsec_tunnels/0",
                "{\"ipsec_tunnels\":[{\"name\":\"!\"}]}|/ipsec_tunnels/0/name",
                "{\"ipsec_tunnels\":[],\"name\":\"a\"}|/ipsec_tunnels",
            })
    void pointsAtWhatIsWrong(String body, String pointer) {
        Bodies.assertRefused(TunnelBodyTest::read, body, pointer);
    }

    @Test
    void readsEveryOtherFieldAsWell() {
        TunnelParameters tunnel = one(",%s".formatted(EVERYTHING), TargetForm.TEXT);
        assertThat(tunnel.interfaceAddress6().orElseThrow()).hasToString("2001:db8::2/127");
        assertThat(tunnel.replayProtection()).isEqualTo(ReplayProtection.ON);
        assertThat(tunnel.allowNullCipher()).isEqualTo(NullCipher.ALLOWED);
        assertThat(tunnel.automaticReturnRouting()).isEqualTo(ReturnRouting.AUTOMATIC);
        assertThat(tunnel.healthCheck())
                .isEqualTo(
                        new HealthCheck(
                                HealthCheck.Activity.DISABLED,
                                HealthCheck.Rate.HIGH,
                                HealthCheck.Type.REQUEST,
                                HealthCheck.Direction.BIDIRECTIONAL,
                                Optional.of(new IpAddress("198.51.100.8"))));
        assertThat(tunnel.bgp())
                .contains(
                        new Bgp(
                                new Asn(65_001),
                                List.of(new Prefix("10.20.0.0/16"), new Prefix("2001:db8::/32")),
                                Optional.of(new FilterId("a1b2")),
                                Optional.of(new FilterId("c3d4")),
                                Optional.of(new Md5Key("an md5 key"))));
        assertThat(tunnel.farIdentities().custom().orElseThrow())
                .hasToString("ha.1000.custom.ipsec.keyferry.internal");
        assertThat(tunnel.farIdentities().explicit())
                .containsExactly(
                        IkeIdentity.ofText(IkeIdentity.Type.FQDN, "router.example"),
                        new IkeIdentity(IkeIdentity.Type.IPV4, "c6336407"));
    }

    @Test
    void takesNullForAnythingButAString() {
        TunnelParameters tunnel =
                one(
                        """
                        ,"replay_protection":null,"allow_null_cipher":null,
                        "automatic_return_routing":null,"health_check":null,"bgp":null,
                        "custom_remote_identities":null,"keyferry":null
                        """,
                        TargetForm.TEXT);
        assertThat(tunnel)
                .isEqualTo(
                        TunnelParameters.of(
                                tunnel.name(),
                                tunnel.cloudflareEndpoint(),
                                tunnel.interfaceAddress()));
        assertThat(one(",\"health_check\":{\"enabled\":null}", TargetForm.TEXT)).isEqualTo(tunnel);
        assertThat(
                        one(
                                        ",\"bgp\":{\"customer_asn\":1,\"extra_prefixes\":null}",
                                        TargetForm.TEXT)
                                .bgp())
                .isPresent();
        assertThat(one(",\"keyferry\":{\"identities\":null}", TargetForm.TEXT)).isEqualTo(tunnel);
    }

    @Test
    void takesAnEmptyStringForAFieldThatIsNotSet() {
        TunnelParameters tunnel =
                one(
                        """
                        ,"customer_endpoint":"","interface_address6":"","health_check":{"target":""},
                        "custom_remote_identities":{"fqdn_id":""}
                        """,
                        TargetForm.TEXT);
        assertThat(tunnel)
                .isEqualTo(
                        TunnelParameters.of(
                                tunnel.name(),
                                tunnel.cloudflareEndpoint(),
                                tunnel.interfaceAddress()));
    }

    @Test
    void readsWhatIsSavedOfATargetThatIsAnObject() {
        String saved =
                ",\"health_check\":{\"target\":{\"effective\":7,\"saved\":\"198.51.100.8\"}}";
        assertThat(one(saved, TargetForm.OBJECT).healthCheck().target())
                .contains(new IpAddress("198.51.100.8"));
        for (String unset :
                List.of("null", "{}", "{\"saved\":\"\"}", "{\"effective\":\"1.1.1.1\"}")) {
            String target = ",\"health_check\":{\"target\":%s}".formatted(unset);
            assertThat(one(target, TargetForm.OBJECT).healthCheck().target()).isEmpty();
        }
        Bodies.assertRefused(
                body -> TunnelBody.read(body, TargetForm.OBJECT),
                "{\"health_check\":{\"target\":\"198.51.100.8\"}}",
                "/health_check/target");
        Bodies.assertRefused(
                body -> TunnelBody.read(body, TargetForm.OBJECT),
                "{\"health_check\":{\"target\":{\"saved\":null}}}",
                "/health_check/target/saved");
    }

    @Test
    void boundsTheListsOfATunnel() {
        assertThat(one(",\"bgp\":%s".formatted(bgp(Bgp.MAX_EXTRA_PREFIXES)), TargetForm.TEXT).bgp())
                .isPresent();
        Bodies.assertRefused(
                TunnelBodyTest::read,
                "{\"bgp\":%s}".formatted(bgp(Bgp.MAX_EXTRA_PREFIXES + 1)),
                "/bgp/extra_prefixes");
        assertThat(
                        one(
                                        ",\"keyferry\":%s"
                                                .formatted(ours(FarIdentities.MAX_EXPLICIT)),
                                        TargetForm.TEXT)
                                .farIdentities()
                                .explicit())
                .hasSize(FarIdentities.MAX_EXPLICIT);
        Bodies.assertRefused(
                TunnelBodyTest::read,
                "{\"keyferry\":%s}".formatted(ours(FarIdentities.MAX_EXPLICIT + 1)),
                "/keyferry/identities");
        Bodies.assertRefused(
                TunnelBodyTest::read,
                "{\"keyferry\":{\"identities\":[%s,%s]}}".formatted(identity(1), identity(1)),
                "/keyferry/identities");
    }

    @Test
    void doesNotQuoteAnAddressThatItRefuses() {
        String address = "abcdef:0123456789::";
        String body = "{\"cloudflare_endpoint\":\"%s\"}".formatted(address);
        assertThatThrownBy(() -> read(Bodies.of(body))).hasMessageNotContaining(address);
    }

    @Test
    void takesTheMostTunnelsAndRefusesOneMore() {
        assertThat(read(Bodies.of(several(CreateTunnels.MAX_TUNNELS))).tunnels())
                .hasSize(CreateTunnels.MAX_TUNNELS);
        Bodies.assertRefused(
                TunnelBodyTest::read, several(CreateTunnels.MAX_TUNNELS + 1), "/ipsec_tunnels");
    }

    private static TunnelParameters one(String more, TargetForm form) {
        String text = TUNNEL.strip().replaceAll("}$", more + "}");
        return TunnelBody.read(Bodies.of(text), form).tunnels().getFirst().parameters();
    }

    private static String bgp(int prefixes) {
        return "{\"customer_asn\":1,\"extra_prefixes\":[%s]}"
                .formatted(String.join(",", Collections.nCopies(prefixes, "\"10.0.0.0/8\"")));
    }

    private static String ours(int identities) {
        return "{\"identities\":[%s]}"
                .formatted(
                        IntStream.range(0, identities)
                                .mapToObj(TunnelBodyTest::identity)
                                .collect(Collectors.joining(",")));
    }

    private static String identity(int number) {
        return "{\"type\":\"keyid\",\"value\":\"router-%d\"}".formatted(number);
    }

    private static TunnelBody read(JsonBody body) {
        return TunnelBody.read(body, TargetForm.TEXT);
    }

    private static String several(int count) {
        return "{\"ipsec_tunnels\":[%s]}"
                .formatted(String.join(",", Collections.nCopies(count, TUNNEL.strip())));
    }
}
