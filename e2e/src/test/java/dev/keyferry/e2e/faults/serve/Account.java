package dev.keyferry.e2e.faults.serve;

import dev.keyferry.e2e.parts.Api;
import dev.keyferry.e2e.parts.Api.Answer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/**
 * An account as its one customer knows it by what was answered. Confined to one thread at a time.
 */
final class Account {
    private final String id;
    private final String tokenId;
    private final Map<String, Tunnel> tunnels = new LinkedHashMap<>();

    /** The newest key of each tunnel that has one. */
    private final Map<String, String> keys = new HashMap<>();

    private String token;

    /**
     * A tunnel of the account.
     *
     * @param version of its key; 0 if it never had one
     */
    record Tunnel(String name, String description, int version) {
        static Tunnel shown(JsonNode json) {
            return new Tunnel(
                    json.path("name").asString(),
                    json.path("description").asString(""),
                    json.at("/keyferry/psk/version").asInt(0));
        }

        Tunnel describedAs(String other) {
            return new Tunnel(name, other, version);
        }

        Tunnel withNextKey() {
            return new Tunnel(name, description, version + 1);
        }
    }

    /** The server cannot tell at present. */
    static final class NotNow extends RuntimeException {
        private static final long serialVersionUID = 1;

        NotNow() {
            super("the server cannot tell at present");
        }
    }

    private Account(String id, String tokenId, String token) {
        this.id = id;
        this.tokenId = tokenId;
        this.token = token;
    }

    /** Makes an account with a token of its own. */
    static Account open(Api administrator, String name) {
        String id = administrator.createAccount(name);
        Map<String, Object> everything = Map.of("com.cloudflare.api.account." + id, "*");
        String token = administrator.createToken(name, "Magic WAN Write", everything);
        JsonNode verified = administrator.as(token).get("/user/tokens/verify").result();
        return new Account(id, verified.path("id").asString(), token);
    }

    String id() {
        return id;
    }

    /** The path of its tunnels. */
    String path() {
        return Api.tunnels(id);
    }

    /** The path of its token's value. */
    String tokenPath() {
        return "/user/tokens/" + tokenId + "/value";
    }

    /** The API for its own token. */
    Api own(Api administrator) {
        return administrator.as(token);
    }

    void rolled(String value) {
        token = value;
    }

    /** What is known of all tunnels, by their ids. */
    Map<String, Tunnel> tunnels() {
        return Map.copyOf(tunnels);
    }

    List<String> ids() {
        return List.copyOf(tunnels.keySet());
    }

    Tunnel tunnel(String tunnel) {
        return Objects.requireNonNull(tunnels.get(tunnel), tunnel);
    }

    void put(String tunnel, Tunnel known) {
        tunnels.put(tunnel, known);
    }

    void gaveKey(String tunnel, String key) {
        keys.put(tunnel, key);
    }

    void remove(String tunnel) {
        tunnels.remove(tunnel);
        keys.remove(tunnel);
    }

    Map<String, String> keys() {
        return Map.copyOf(keys);
    }

    /** The tunnel as the server has it now. */
    Tunnel stored(Api administrator, String tunnel) {
        Answer answer = told(own(administrator).tunnel(id, tunnel));
        return Tunnel.shown(answer.result().path("ipsec_tunnel"));
    }

    /** All tunnels as the server has them now. */
    Map<String, Tunnel> stored(Api administrator) {
        Map<String, Tunnel> stored = new HashMap<>();
        told(own(administrator).get(path()))
                .result()
                .path("ipsec_tunnels")
                .forEach(each -> stored.put(each.path("id").asString(), Tunnel.shown(each)));
        return stored;
    }

    /** Whether its token is good. */
    boolean isLetIn(Api administrator) {
        return told(own(administrator).get("/user/tokens/verify")).status() == 200;
    }

    private static Answer told(Answer answer) {
        if (answer.status() == 503) {
            throw new NotNow();
        }
        return answer;
    }
}
