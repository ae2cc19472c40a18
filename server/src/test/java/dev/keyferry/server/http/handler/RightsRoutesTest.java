package dev.keyferry.server.http.handler;

import static dev.keyferry.server.http.parts.TokenJsons.account;
import static dev.keyferry.server.http.parts.TokenJsons.allow;
import static dev.keyferry.server.http.parts.TokenJsons.deny;
import static dev.keyferry.server.http.parts.TokenJsons.everything;
import static dev.keyferry.server.http.parts.TokenJsons.make;
import static dev.keyferry.server.http.parts.TokenJsons.token;
import static dev.keyferry.server.http.parts.TokenJsons.tunnel;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.server.contract.ApiContract;
import dev.keyferry.server.contract.DescribedRoutes;
import dev.keyferry.server.contract.DescribedRoutes.Route;
import dev.keyferry.server.domain.rights.Permission;
import dev.keyferry.server.domain.rights.Permission.Reach;
import dev.keyferry.server.domain.rights.Policy;
import dev.keyferry.server.domain.rights.Policy.Effect;
import dev.keyferry.server.domain.rights.Rights;
import dev.keyferry.server.domain.rights.Scope;
import dev.keyferry.server.http.handler.Operation.Extent;
import dev.keyferry.server.http.parts.ApiFixture;
import dev.keyferry.server.http.parts.Reply;
import dev.keyferry.server.http.parts.TokenClient;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Every call with the right, without it, and with the right for something else. */
class RightsRoutesTest {
    private static final String NOBODY = "0123456789abcdef0123456789abcdef";
    private static final String KEY = "qV7mZ2xKd9RtB4nW8sYc3HfJ6pLg5TzA";

    private static ApiFixture api;
    private static String own;
    private static String other;
    private static String tunnel;
    private static String neighbour;
    private static Map<String, Route> requests;

    @BeforeAll
    static void start() throws Exception {
        api = ApiFixture.start();
        own = api.createAccount("own");
        other = api.createAccount("other");
        tunnel = api.createTunnel(tunnels(own), "one");
        neighbour = api.createTunnel(tunnels(own), "two");
        requests = new DescribedRoutes(ApiContract.served()).byId();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @ParameterizedTest
    @EnumSource
    void letsInWhoHasTheRight(Operation operation) throws Exception {
        if (operation.permission().isEmpty()) {
            return;
        }
        Permission permission = operation.permission().get();
        String resources =
                switch (operation.extent()) {
                    case EVERYWHERE -> everything();
                    case ANYWHERE, ACCOUNT -> account(own);
                    case WITHIN_ACCOUNT, TUNNEL -> tunnel(own, tunnel);
                };
        TokenClient client = make(api, token(allow(resources, permission))).client();
        // Past the right, each call fails by what it lacks: these have no body and no such token.
        assertThat(call(client, operation, own, tunnel).status()).isNotEqualTo(403);
    }

    @ParameterizedTest
    @EnumSource
    void refusesWhoHasEveryOtherRight(Operation operation) throws Exception {
        if (operation.permission().isEmpty()) {
            return;
        }
        Permission needed = operation.permission().get();
        Permission[] others =
                Arrays.stream(Permission.values())
                        .filter(p -> !allowedBy(p, needed))
                        .toArray(Permission[]::new);
        TokenClient client = make(api, token(allow(everything(), others))).client();
        assertRefused(call(client, operation, own, tunnel), operation);
    }

    @ParameterizedTest
    @EnumSource
    void refusesWhoIsDeniedIt(Operation operation) throws Exception {
        if (operation.permission().isEmpty()) {
            return;
        }
        Permission needed = operation.permission().get();
        String all = allow(everything(), Permission.values());
        TokenClient client = make(api, token(all, deny(everything(), needed))).client();
        assertRefused(call(client, operation, own, tunnel), operation);
    }

    @ParameterizedTest
    @EnumSource
    void refusesWhoHasTheRightForAnotherAccount(Operation operation) throws Exception {
        if (operation.permission().isEmpty() || operation.extent() == Extent.ANYWHERE) {
            return;
        }
        String policy = allow(account(other), operation.permission().get());
        TokenClient client = make(api, token(policy)).client();
        assertRefused(call(client, operation, own, tunnel), operation);
        // Nor does it learn which accounts there are.
        if (operation.extent() != Extent.EVERYWHERE) {
            assertRefused(call(client, operation, NOBODY, tunnel), operation);
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesWhoHasTheRightForAnotherTunnelOnly(Operation operation) throws Exception {
        boolean isForTunnels =
                operation.permission().filter(p -> p.reach() == Reach.TUNNEL).isPresent();
        if (!isForTunnels || operation.extent() == Extent.WITHIN_ACCOUNT) {
            return;
        }
        String policy = allow(tunnel(own, neighbour), operation.permission().get());
        TokenClient client = make(api, token(policy)).client();
        assertRefused(call(client, operation, own, tunnel), operation);
        assertRefused(call(client, operation, own, NOBODY), operation);
    }

    @Test
    void everyOperationIsDescribed() {
        assertThat(Arrays.stream(Operation.values()).map(Operation::id))
                .allMatch(requests::containsKey);
    }

    @Test
    void listsWhatTheTokenMayReadOnly() throws Exception {
        TokenClient one =
                make(api, token(allow(tunnel(own, tunnel), Permission.MAGIC_WAN_READ))).client();
        assertThat(ids(one.get(tunnels(own)).assertSuccess())).containsExactly(tunnel);
        TokenClient rest =
                make(
                                api,
                                token(
                                        allow(account(own), Permission.MAGIC_WAN_READ),
                                        deny(tunnel(own, tunnel), Permission.MAGIC_WAN_READ)))
                        .client();
        assertThat(ids(rest.get(tunnels(own)).assertSuccess()))
                .contains(neighbour)
                .doesNotContain(tunnel);
        TokenClient settings =
                make(api, token(allow(account(other), Permission.ACCOUNT_SETTINGS_READ))).client();
        Reply accounts = settings.get("/accounts").assertSuccess();
        assertThat(accounts.result()).hasSize(1);
        assertThat(accounts.result().path(0).path("id").asString()).isEqualTo(other);
        assertThat(accounts.json().path("result_info").path("total_count").asInt()).isEqualTo(1);
    }

    @Test
    void setsTheKeysOfPermittedTunnelsAndTellsNothingOfOthers() throws Exception {
        TokenClient one = make(api, token(allow(tunnel(own, tunnel), Permission.PSK_SET))).client();
        String body =
                "{\"psks\":[%s,%s,%s]}"
                        .formatted(entry(tunnel, KEY), entry(neighbour, KEY), entry(NOBODY, "x"));
        Reply reply = one.send("POST", tunnels(own) + "/psk", body).assertSuccess();
        assertThat(reply.result().path("successfully_applied_psks").propertyNames())
                .containsExactly(tunnel);
        JsonNode unapplied = reply.result().path("unapplied_psks");
        assertThat(unapplied.path(neighbour).asString()).startsWith("not-permitted: ");
        assertThat(unapplied.path(NOBODY)).isEqualTo(unapplied.path(neighbour));
        assertThat(api.get(tunnels(own) + "/" + neighbour).result().toString())
                .doesNotContain("last_generated_on");
    }

    @Test
    void anUpdateOfAKeyShowsNothingToWhoMayOnlySetKeys() throws Exception {
        String made = api.createTunnel(tunnels(own), "three");
        String shown = api.get(tunnels(own) + "/" + made).result().toString();
        String one = tunnels(own) + "/" + made;
        String key = "{\"psk\":\"" + KEY + "\"}";
        String several = "{\"ipsec_tunnels\":[" + entry(made, KEY) + "]}";
        TokenClient setter =
                make(api, token(allow(tunnel(own, made), Permission.PSK_SET))).client();
        // This one comes as far as the tunnels that the body names.
        TokenClient mixed =
                make(
                                api,
                                token(
                                        allow(tunnel(own, made), Permission.PSK_SET),
                                        allow(tunnel(own, neighbour), Permission.MAGIC_WAN_WRITE)))
                        .client();
        for (TokenClient client : List.of(setter, mixed)) {
            for (String query : List.of("", "?validate_only=true")) {
                assertShowsNothing(client.send("PUT", one + query, key));
                assertShowsNothing(client.send("PUT", one + query, "{}"));
                assertShowsNothing(client.send("PUT", tunnels(own) + query, several));
                assertShowsNothing(client.send("PUT", tunnels(own) + query, entry(made, KEY)));
            }
        }
        String both =
                "{\"ipsec_tunnels\":[{\"id\":\"" + neighbour + "\"}," + entry(made, KEY) + "]}";
        assertShowsNothing(mixed.send("PUT", tunnels(own), both));
        assertThat(api.get(one).result()).hasToString(shown);

        String bulk = "{\"psks\":[" + entry(made, KEY) + "]}";
        Reply set = setter.send("POST", tunnels(own) + "/psk", bulk).assertSuccess();
        assertThat(set.result().path("successfully_applied_psks").has(made)).isTrue();
    }

    private static void assertShowsNothing(Reply reply) {
        reply.assertFailure(403, 10000);
        assertThat(reply.result().isNull()).isTrue();
        assertThat(reply.body())
                .doesNotContain("three", "cloudflare_endpoint", "interface_address", "fqdn_id");
    }

    private static Reply call(
            TokenClient client, Operation operation, String account, String tunnelId)
            throws Exception {
        Route route = requireNonNull(requests.get(operation.id()));
        String path =
                route.template()
                        .replace("{account_id}", account)
                        .replace("{ipsec_tunnel_id}", tunnelId)
                        .replace("{token_id}", NOBODY)
                        .replace("{edge_name}", "nowhere")
                        .replace("{address}", "198.51.100.9")
                        .replace("{gateway_name}", "nobody")
                        .replace("{audit_id}", NOBODY);
        boolean isSafe =
                operation != Operation.DELETE_TUNNEL
                        && operation != Operation.GENERATE_PSK
                        && operation != Operation.REMOVE_PSK;
        return client.send(route.method(), isSafe ? path : path + "?validate_only=true", "");
    }

    private static void assertRefused(Reply reply, Operation operation) {
        reply.assertFailure(403, 10000);
        assertThat(reply.json().path("errors").path(0).path("documentation_url").asString())
                .isEqualTo("/docs#" + operation.id());
    }

    private static boolean allowedBy(Permission given, Permission needed) {
        Policy policy = new Policy(Effect.ALLOW, Set.of(given), Set.of(new Scope.AllAccounts()));
        return Rights.of(List.of(policy)).allowEverywhere(needed);
    }

    private static String entry(String id, String key) {
        return "{\"id\":\"%s\",\"psk\":\"%s\"}".formatted(id, key);
    }

    private static List<String> ids(Reply list) {
        return list.result()
                .path("ipsec_tunnels")
                .valueStream()
                .map(t -> t.path("id").asString())
                .toList();
    }

    private static String tunnels(String account) {
        return "/accounts/" + account + "/magic/ipsec_tunnels";
    }
}
