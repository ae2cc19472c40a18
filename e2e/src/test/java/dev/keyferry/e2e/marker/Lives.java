package dev.keyferry.e2e.marker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.e2e.marker.Role.Right;
import dev.keyferry.e2e.marker.Sender.Answer;
import dev.keyferry.e2e.parts.Keys;
import dev.keyferry.server.domain.rights.Permission;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Accounts, tunnels and tokens from their creation to their end, with keys in every call that none
 * of them takes: each call is done, shows no such key, and no secret that an earlier one has shown.
 * Confined to one thread.
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

    /** Makes every call of the API, and returns the keys and tokens that the server made. */
    List<String> run() throws InterruptedException {
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
        done("DELETE", account, NOTHING);
        return List.copyOf(secrets);
    }

    private void tunnel(String tunnels) throws InterruptedException {
        String body =
                """
                {"name":"life","cloudflare_endpoint":"203.0.113.1","interface_address":"10.9.0.0/31"}\
                """;
        String id = json(done("POST", tunnels, body)).path("id").asString();
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
        done("DELETE", tunnel, NOTHING);
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
