package dev.keyferry.server.http.request.tunnel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.server.http.parts.ApiFixture;
import dev.keyferry.server.http.parts.Reply;
import dev.keyferry.server.usecase.tunnel.UpdateTunnels;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an update makes of a tunnel: absent, null and a value are three things. */
class TunnelUpdateTest {
    private static final String NOBODY = "0123456789abcdef0123456789abcdef";
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String BERLIN =
            """
            {"name":"berlin","cloudflare_endpoint":"203.0.113.1","interface_address":"10.0.0.0/31",
             "customer_endpoint":"198.51.100.7","interface_address6":"2001:db8::2/127",
             "description":"the office","replay_protection":true,"allow_null_cipher":true,
             "automatic_return_routing":true,
             "health_check":{"enabled":false,"rate":"low","type":"request",
               "direction":"bidirectional","target":"198.51.100.8"},
             "bgp":{"customer_asn":65001,"extra_prefixes":["10.20.0.0/16"],"import_filter_id":"a1",
               "md5_key":"an md5 key"}}
            """;

    private static ApiFixture api;
    private String tunnels;
    private JsonNode before;
    private String path;

    @BeforeAll
    static void start() throws Exception {
        api = ApiFixture.start();
    }

    @BeforeEach
    void createTunnel() throws Exception {
        tunnels = "/accounts/" + api.createAccount("Acme") + "/magic/ipsec_tunnels";
        before = api.post(tunnels, BERLIN).assertSuccess().result();
        path = tunnels + "/" + before.path("id").asString();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/name|{\"name\":\"bonn\"}|\"bonn\"",
                "/cloudflare_endpoint|{\"cloudflare_endpoint\":\"203.0.113.9\"}|\"203.0.113.9\"",
                "/interface_address|{\"interface_address\":\"10.0.0.4/31\"}|\"10.0.0.4/31\"",
                "/customer_endpoint|{\"customer_endpoint\":\"198.51.100.9\"}|\"198.51.100.9\"",
                "/interface_address6|{\"interface_address6\":\"2001:db8::4/127\"}"
                        + "|\"2001:db8::4/127\"",
                "/description|{\"description\":\"\"}|\"\"",
                "/replay_protection|{\"replay_protection\":false}|false",
                "/allow_null_cipher|{\"allow_null_cipher\":false}|false",
                "/automatic_return_routing|{\"automatic_return_routing\":false}|false",
                "/health_check/enabled|{\"health_check\":{\"enabled\":true}}|true",
                "/health_check/rate|{\"health_check\":{\"rate\":\"high\"}}|\"high\"",
                "/health_check/type|{\"health_check\":{\"type\":\"reply\"}}|\"reply\"",
                "/health_check/direction|{\"health_check\":{\"direction\":\"unidirectional\"}}"
                        + "|\"unidirectional\"",
                "/health_check/target|{\"health_check\":{\"target\":\"198.51.100.9\"}}"
                        + "|\"198.51.100.9\"",
                "/bgp|{\"bgp\":{\"customer_asn\":7}}|{\"customer_asn\":7}",
                "/replay_protection|{\"replay_protection\":null}|false",
                "/allow_null_cipher|{\"allow_null_cipher\":null}|false",
                "/automatic_return_routing|{\"automatic_return_routing\":null}|false",
                "/health_check/enabled|{\"health_check\":{\"enabled\":null}}|true",
                "/bgp/extra_prefixes|{\"bgp\":{\"customer_asn\":65001,\"extra_prefixes\":null,"
                        + "\"import_filter_id\":\"a1\",\"md5_key\":\"an md5 key\"}}|",
                "/bgp|{\"bgp\":null}|",
                "/health_check|{\"health_check\":null}|{\"enabled\":true,\"rate\":\"mid\","
                        + "\"type\":\"reply\",\"direction\":\"unidirectional\","
                        + "\"target\":\"198.51.100.7\"}",
                "/interface_address6|{\"interface_address6\":\"\"}|",
                "/health_check/target|{\"health_check\":{\"target\":\"\"}}|\"198.51.100.7\"",
                "/customer_endpoint|{\"customer_endpoint\":\"\"}|",
            })
    void changesTheFieldThatItNamesAndNoOther(String field, String body, String value)
            throws Exception {
        JsonNode after = update(body);
        JsonNode expected = value == null ? JSON.missingNode() : JSON.readTree(value);
        assertThat(after.at(field)).isEqualTo(expected);
        String member = field.split("/", -1)[1];
        for (String other : before.propertyNames()) {
            if (!other.equals(member) && !other.equals("modified_on")) {
                assertThat(after.path(other)).as(other).isEqualTo(before.path(other));
            }
        }
        if (member.equals("health_check") && field.indexOf('/', 1) > 0) {
            assertThat(after.path(member).size()).isEqualTo(before.path(member).size());
        }
        assertThat(api.get(path).assertSuccess().result().path("ipsec_tunnel")).isEqualTo(after);
        assertThat(after.path("modified_on").asString())
                .isGreaterThan(before.path("modified_on").asString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"other\":1}",
                "{\"psk_metadata\":{},\"created_on\":null,\"remote_identities\":7}",
                "{\"health_check\":{}}",
                "{\"custom_remote_identities\":{}}",
                "{\"keyferry\":{}}",
                "{\"custom_remote_identities\":null,\"keyferry\":null}",
            })
    void acceptsABodyThatChangesNothing(String body) throws Exception {
        assertThat(update(body)).isEqualTo(before);
    }

    @Test
    void takesBackWhatWasRead() throws Exception {
        assertThat(update(before.toString())).isEqualTo(before);
        Reply read = api.send("GET", path, "", "x-magic-new-hc-target", "true").assertSuccess();
        JsonNode tunnel = read.result().path("ipsec_tunnel");
        Reply written =
                api.send("PUT", path, tunnel.toString(), "x-magic-new-hc-target", "true")
                        .assertSuccess();
        assertThat(written.result().path("modified_ipsec_tunnel")).isEqualTo(tunnel);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"name\":null}|/name",
                "{\"name\":\"a b\"}|/name",
                "{\"cloudflare_endpoint\":null}|/cloudflare_endpoint",
                "{\"interface_address\":\"\"}|/interface_address",
                "{\"customer_endpoint\":null}|/customer_endpoint",
                "{\"description\":null}|/description",
                "{\"health_check\":{\"rate\":null}}|/health_check/rate",
                "{\"bgp\":{\"md5_key\":\"a\"}}|/bgp/customer_asn",
                "{\"psk\":null}|/psk",
                "{\"psk\":\"short\"}|/psk",
                "{\"id\":\"0123456789abcdef0123456789abcdef\"}|/id",
                "[]|``",
                "`{\"name\":\"bonn\",\"bgp\":5}`|/bgp",
            })
    void refusesTheWholeBodyForOneWrongField(String body, String pointer) throws Exception {
        Reply refused = api.send("PUT", path, body).assertFailure(400, 1022);
        assertThat(refused.pointer()).isEqualTo(pointer);
        assertThat(api.get(path).assertSuccess().result().path("ipsec_tunnel")).isEqualTo(before);
    }

    @Test
    void saysInThePublicWordsThatAStringIsNotNull() throws Exception {
        Reply refused = api.send("PUT", path, "{\"description\":null}");
        assertThat(refused.json().path("errors").path(0).path("message").asString())
                .isEqualTo("Invalid Request: type \"string\" is not permitted to be null");
    }

    @Test
    void changesNothingInADryRun() throws Exception {
        Reply dry =
                api.send("PUT", path + "?validate_only=true", "{\"name\":\"bonn\"}")
                        .assertSuccess();
        assertThat(dry.result().path("modified").asBoolean(true)).isFalse();
        assertThat(dry.result().at("/modified_ipsec_tunnel/name").asString()).isEqualTo("bonn");
        dry =
                api.send("PUT", tunnels + "?validate_only=true", several("\"name\":\"bonn\""))
                        .assertSuccess();
        assertThat(dry.result().path("modified").asBoolean(true)).isFalse();
        assertThat(dry.result().at("/modified_ipsec_tunnels/0/name").asString()).isEqualTo("bonn");
        api.send("PUT", path + "?validate_only=TRUE", "{\"name\":\"bonn\"}")
                .assertFailure(400, 1022);
        assertThat(api.get(path).assertSuccess().result().path("ipsec_tunnel")).isEqualTo(before);
    }

    @Test
    void refusesANameThatAnotherTunnelHas() throws Exception {
        api.createTunnel(tunnels, "bonn");
        Reply refused = api.send("PUT", path, "{\"name\":\"bonn\"}").assertFailure(400, 1022);
        assertThat(refused.pointer()).isEqualTo("/name");
        api.send("PUT", path, "{\"name\":\"berlin\"}").assertSuccess();
    }

    @Test
    void knowsNoTunnelOfAnotherIdOrAnotherAccount() throws Exception {
        String others = "/accounts/" + api.createAccount("Other") + "/magic/ipsec_tunnels";
        String id = before.path("id").asString();
        for (String wrong : List.of(tunnels + "/" + NOBODY, tunnels + "/psk", others + "/" + id)) {
            Reply unknown = api.send("PUT", wrong, "{}").assertFailure(404, 1032);
            assertThat(unknown.pointer()).isEqualTo("(none)");
        }
        Reply foreign = api.send("PUT", others, several("")).assertFailure(404, 1032);
        assertThat(foreign.pointer()).isEqualTo("/ipsec_tunnels/0/id");
    }

    @Test
    void updatesManyAllOrNone() throws Exception {
        String bonn = api.createTunnel(tunnels, "bonn");
        String body =
                "{\"ipsec_tunnels\":[{\"id\":\"%s\",\"description\":\"b\"},{\"id\":\"%s\",%s}]}";
        String berlin = before.path("id").asString();
        Reply updated =
                api.send(
                                "PUT",
                                tunnels,
                                body.formatted(bonn, berlin, "\"replay_protection\":false"))
                        .assertSuccess();
        assertThat(updated.result().path("modified").asBoolean()).isTrue();
        JsonNode shown = updated.result().path("modified_ipsec_tunnels");
        assertThat(shown.valueStream().map(t -> t.path("id").asString()))
                .containsExactly(bonn, berlin);
        assertThat(shown.path(0).path("description").asString()).isEqualTo("b");
        assertThat(shown.path(1).path("replay_protection").asBoolean(true)).isFalse();

        Reply refused =
                api.send("PUT", tunnels, body.formatted(bonn, NOBODY, "\"name\":\"x\""))
                        .assertFailure(404, 1032);
        assertThat(refused.pointer()).isEqualTo("/ipsec_tunnels/1/id");
        refused =
                api.send("PUT", tunnels, body.formatted(bonn, "no id", "\"name\":\"x\""))
                        .assertFailure(404, 1032);
        assertThat(refused.pointer()).isEqualTo("/ipsec_tunnels/1/id");
        refused =
                api.send("PUT", tunnels, body.formatted(bonn, berlin, "\"name\":\"bonn\""))
                        .assertFailure(400, 1022);
        assertThat(refused.pointer()).isEqualTo("/ipsec_tunnels/1/name");
        refused =
                api.send("PUT", tunnels, body.formatted(bonn, bonn, "\"name\":\"x\""))
                        .assertFailure(400, 1022);
        assertThat(refused.pointer()).isEqualTo("/ipsec_tunnels/1/id");
        refused =
                api.send("PUT", tunnels, "{\"ipsec_tunnels\":[{\"name\":\"x\"}]}")
                        .assertFailure(400, 1022);
        assertThat(refused.pointer()).isEqualTo("/ipsec_tunnels/0/id");
        api.send("PUT", tunnels, "{\"ipsec_tunnels\":[]}").assertFailure(400, 1022);
        api.send("PUT", tunnels, "{}").assertFailure(400, 1022);
        assertThat(api.get(tunnels).assertSuccess().result().path("ipsec_tunnels"))
                .containsExactlyInAnyOrder(shown.path(0), shown.path(1));
    }

    @Test
    void takesTheObjectOfOneTunnelForManyAsThePublicSchemaHasIt() throws Exception {
        String body =
                "{\"id\":\"%s\",\"description\":\"c\"}".formatted(before.path("id").asString());
        Reply updated = api.send("PUT", tunnels, body).assertSuccess();
        assertThat(updated.result().at("/modified_ipsec_tunnels/0/description").asString())
                .isEqualTo("c");
    }

    @Test
    void letsTunnelsOfOneUpdateSwapTheirNames() throws Exception {
        String bonn = api.createTunnel(tunnels, "bonn");
        String berlin = before.path("id").asString();
        String swap =
                """
                {"ipsec_tunnels":[{"id":"%s","name":"berlin"},{"id":"%s","name":"bonn"}]}
                """
                        .formatted(bonn, berlin);
        api.send("PUT", tunnels, swap).assertSuccess();
        assertThat(api.get(path).result().at("/ipsec_tunnel/name").asString()).isEqualTo("bonn");
        assertThat(api.get(tunnels + "/" + bonn).result().at("/ipsec_tunnel/name").asString())
                .isEqualTo("berlin");
        String same = swap.replace("\"name\":\"berlin\"", "\"name\":\"bonn\"");
        Reply refused = api.send("PUT", tunnels, same).assertFailure(400, 1022);
        assertThat(refused.pointer()).isEqualTo("/ipsec_tunnels/0/name");
    }

    @Test
    void refusesOneTunnelMoreThanTheMost() throws Exception {
        String one = "{\"id\":\"%s\"}".formatted(NOBODY);
        String body =
                "{\"ipsec_tunnels\":[%s]}"
                        .formatted(
                                String.join(
                                        ",",
                                        Collections.nCopies(UpdateTunnels.MAX_TUNNELS + 1, one)));
        assertThat(api.send("PUT", tunnels, body).assertFailure(400, 1022).pointer())
                .isEqualTo("/ipsec_tunnels");
    }

    @Test
    void hasNoPatch() throws Exception {
        for (String wrong : List.of(path, tunnels)) {
            Reply refused = api.send("PATCH", wrong, "{}").assertFailure(405, 19405);
            assertThat(refused.header("allow")).contains("PUT");
        }
    }

    private JsonNode update(String body) throws Exception {
        Reply updated = api.send("PUT", path, body).assertSuccess();
        assertThat(updated.result().path("modified").asBoolean()).isTrue();
        return updated.result().path("modified_ipsec_tunnel");
    }

    private String several(String more) {
        String id = before.path("id").asString();
        return "{\"ipsec_tunnels\":[{\"id\":\"%s\"%s}]}"
                .formatted(id, more.isEmpty() ? "" : "," + more);
    }
}
