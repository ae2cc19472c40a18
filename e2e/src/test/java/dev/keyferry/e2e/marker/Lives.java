package dev.keyferry.e2e.marker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.app.edgekey.PublicKeyText;
import dev.keyferry.e2e.marker.Role.Right;
import dev.keyferry.e2e.marker.Sender.Answer;
import dev.keyferry.e2e.parts.Keys;
import dev.keyferry.e2e.parts.ServeProcess;
import dev.keyferry.feed.enrol.EnrolmentToken;
import dev.keyferry.feed.seal.EdgePrivateKey;
import dev.keyferry.feed.wire.EnrolAnswer;
import dev.keyferry.gateway.remote.Authority;
import dev.keyferry.gateway.remote.Enrolment;
import dev.keyferry.gateway.remote.ServerAddress;
import dev.keyferry.gateway.remote.ServerLink;
import dev.keyferry.server.domain.rights.Permission;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Accounts, tunnels, tokens, edges and gateways from their creation to their end, with keys in
 * every call that none of them takes: each call is done, shows no such key, and no secret that an
 * earlier one has shown. Confined to one thread.
 */
final class Lives {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String NOTHING = "{}";

    private final Sender sender;
    private final Role administrator;
    private final EveryRoute marked;
    private final MarkerSearch marker;
    private final List<String> secrets = new ArrayList<>();

    Lives(Sender sender, Role administrator, EveryRoute marked, MarkerSearch marker) {
        this.sender = sender;
        this.administrator = administrator;
        this.marked = marked;
        this.marker = marker;
    }

    /**
     * Makes every call of the API and of the console, and returns the keys, tokens and tickets that
     * the server made.
     */
    List<String> run(ServeProcess serve) throws InterruptedException {
        done("GET", "/../../openapi.json", NOTHING);
        done("GET", "/../../docs", NOTHING);
        String id = json(done("POST", "/accounts", "{\"name\":\"life\"}")).path("id").asString();
        String account = "/accounts/" + id;
        done("GET", "/accounts", NOTHING);
        done("GET", account, NOTHING);
        done("PUT", account, "{\"name\":\"other\"}");
        tunnel(account + "/magic/ipsec_tunnels");
        token("/user/tokens", id);
        token(account + "/tokens", id);
        audit(account + "/audit_logs", account);
        console(serve, id);
        done("DELETE", account, NOTHING);
        edge(serve);
        audit("/keyferry/audit_logs", "");
        return List.copyOf(secrets);
    }

    private void tunnel(String tunnels) throws InterruptedException {
        String id = created(tunnels);
        String tunnel = tunnels + "/" + id;
        done("GET", tunnels, NOTHING);
        done("GET", tunnel, NOTHING);
        done("PUT", tunnel, "{\"description\":\"x\"}");
        done("PUT", tunnels, "{\"ipsec_tunnels\":[{\"id\":\"" + id + "\"}]}");
        String entry = "{\"id\":\"%s\",\"psk\":\"%s\"}".formatted(id, Keys.fresh());
        done("POST", tunnels + "/psk", "{\"psks\":[" + entry + "]}");
        JsonNode made = json(done("POST", tunnel + "/psk_generate", NOTHING));
        secrets.add(made.path("psk").asString());
        done("GET", tunnel, NOTHING);
        String psk = tunnels.replace("magic/ipsec_tunnels", "keyferry/psks/") + id;
        done("POST", psk + "/reauth", NOTHING);
        done("DELETE", psk, NOTHING);
        done("DELETE", tunnel, NOTHING);
    }

    private String created(String tunnels) throws InterruptedException {
        String body =
                """
                {"name":"life","cloudflare_endpoint":"203.0.113.1","interface_address":"10.9.0.0/31"}\
                """;
        return json(done("POST", tunnels, body)).path("id").asString();
    }

    private void console(ServeProcess serve, String account) throws InterruptedException {
        String tunnels = "/accounts/" + account + "/magic/ipsec_tunnels";
        String tunnel = created(tunnels);
        String half = PublicKeyText.of(EdgePrivateKey.generate().publicKey());
        String edge = "{\"name\":\"console\",\"public_key\":\"" + half + "\"}";
        done("POST", "/keyferry/edges", edge);
        try (ConsoleLife life =
                new ConsoleLife(serve.api().base(), administrator.token(), marked.key(), marker)) {
            secrets.addAll(life.run(account, tunnel, "console"));
        }
        done("DELETE", tunnels + "/" + tunnel, NOTHING);
    }

    private void audit(String logs, String owner) throws InterruptedException {
        String newest = json(done("GET", logs, NOTHING)).path(0).path("id").asString();
        done("GET", owner + "/keyferry/audit_logs/" + newest + "/items", NOTHING);
    }

    private void token(String tokens, String account) throws InterruptedException {
        String terms =
                """
                {"name":"life","policies":[{"effect":"allow","permission_groups":[{"id":"%s"}],\
                "resources":{"com.cloudflare.api.account.%s":"*"}}]}\
                """
                        .formatted(Permission.MAGIC_WAN_READ.id(), account);
        done("GET", tokens + "/permission_groups", NOTHING);
        JsonNode made = json(done("POST", tokens, terms));
        String token = tokens + "/" + made.path("id").asString();
        secrets.add(made.path("value").asString());
        verify(tokens);
        String rolled = json(done("PUT", token + "/value", NOTHING)).asString();
        secrets.add(rolled);
        verify(tokens);
        done("GET", tokens, NOTHING);
        done("GET", token, NOTHING);
        done("PUT", token, "{\"name\":\"other\"}");
        done("DELETE", token, NOTHING);
    }

    private void edge(ServeProcess serve) throws InterruptedException {
        EdgePrivateKey key = EdgePrivateKey.generate();
        String half = PublicKeyText.of(key.publicKey());
        String edge = "/keyferry/edges/life";
        done("POST", "/keyferry/edges", "{\"name\":\"life\",\"public_key\":\"" + half + "\"}");
        done("GET", "/keyferry/edges", NOTHING);
        done("GET", edge, NOTHING);
        done("PUT", edge + "/addresses/198.51.100.9", NOTHING);
        done("DELETE", edge + "/addresses/198.51.100.9", NOTHING);
        gateway(serve, key);
        String next = PublicKeyText.of(EdgePrivateKey.generate().publicKey());
        done("PUT", edge + "/key", "{\"public_key\":\"" + next + "\"}");
    }

    private void gateway(ServeProcess serve, EdgePrivateKey key) throws InterruptedException {
        String gateway = "/keyferry/gateways/gw-life";
        String body = "{\"name\":\"gw-life\",\"edge\":\"life\"}";
        JsonNode named = json(done("POST", "/keyferry/gateways", body));
        String token = named.path("enrolment_token").asString();
        secrets.add(token);
        try (ServerLink link =
                new ServerLink(
                        ServerAddress.parse(serve.tlsOrigin()),
                        Authority.read(serve.authority()))) {
            EnrolAnswer enrolled = Enrolment.enrol(link, EnrolmentToken.of(token), key);
            secrets.add(enrolled.token().reveal());
        }
        done("GET", "/keyferry/gateways", NOTHING);
        done("GET", gateway, NOTHING);
        done("POST", gateway + "/drain", NOTHING);
        done("POST", gateway + "/resume", NOTHING);
        done("DELETE", gateway, NOTHING);
        done("GET", gateway + "/exposed", NOTHING);
    }

    private void verify(String tokens) throws InterruptedException {
        done(
                new Role("robot", secrets.getLast(), Right.NOTHING),
                "GET",
                tokens + "/verify",
                NOTHING);
    }

    private Answer done(String method, String path, String body) throws InterruptedException {
        return done(administrator, method, path, body);
    }

    private Answer done(Role role, String method, String path, String body)
            throws InterruptedException {
        String what = method + " " + path;
        Answer answer = sender.send(role, marked.marked(what, method, path, body));
        assertThat(answer.status()).as(what).isEqualTo(200);
        assertThat(marker.finds(answer.all())).as("%s shows a key", what).isFalse();
        assertThat(secrets.stream().anyMatch(answer.all()::contains))
                .as("%s shows a secret of an earlier answer", what)
                .isFalse();
        return answer;
    }

    private static JsonNode json(Answer answer) {
        return JSON.readTree(answer.body()).path("result");
    }
}
