package dev.keyferry.e2e.parts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.server.contract.AnswerCheck;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The public API as a customer's script would call it. */
public final class Api {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private final HttpClient client;
    private final String base;
    private final String token;

    public Api(String base, String token) {
        this(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(), base, token);
    }

    private Api(HttpClient client, String base, String token) {
        this.client = client;
        this.base = base;
        this.token = token;
    }

    /** The base of all routes. */
    public String base() {
        return base;
    }

    /**
     * An answer in the public envelope.
     *
     * @param request the id that the server gave the request, by which the audit names it
     */
    public record Answer(int status, String request, JsonNode body) {
        public JsonNode result() {
            return body.path("result");
        }

        /** All texts of {@code messages}. */
        public String messages() {
            StringBuilder texts = new StringBuilder();
            body.path("messages")
                    .forEach(item -> texts.append(item.path("message").asString()).append('\n'));
            return texts.toString();
        }

        public JsonNode applied(String tunnel) {
            return result().path("successfully_applied_psks").path(tunnel);
        }

        public String state(String tunnel) {
            return applied(tunnel).path("keyferry").path("state").asString("");
        }
    }

    public String createAccount(String name) {
        JsonNode result = post("/accounts", JSON.createObjectNode().put("name", name)).result();
        return result.path("id").asString();
    }

    /** The account's number, which stands in its tunnels' IKE identities. */
    public JsonNode createTunnel(String account, String name, String gatewayAddress, int subnet) {
        ObjectNode body =
                JSON.createObjectNode()
                        .put("name", name)
                        .put("cloudflare_endpoint", gatewayAddress)
                        .put("interface_address", "10.0." + subnet + ".0/31");
        Answer answer = post(tunnels(account), body);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer.result();
    }

    /** Creates a tunnel as the body says, or is refused. */
    public Answer createTunnel(String account, JsonNode body) {
        return post(tunnels(account), body);
    }

    /**
     * Creates a token of the deployment that may do one thing.
     *
     * @param resources as in a policy of the public API
     * @return its value
     */
    public String createToken(String name, String permission, Map<String, Object> resources) {
        return createToken(name, permission, resources, Map.of());
    }

    /**
     * The same with more terms.
     *
     * @param terms members of the token's object
     */
    public String createToken(
            String name,
            String permission,
            Map<String, Object> resources,
            Map<String, Object> terms) {
        String group =
                send("GET", "/user/tokens/permission_groups", Optional.empty())
                        .result()
                        .valueStream()
                        .filter(each -> each.path("name").asString().equals(permission))
                        .findFirst()
                        .orElseThrow()
                        .path("id")
                        .asString();
        Map<String, Object> policy =
                Map.of(
                        "effect",
                        "allow",
                        "permission_groups",
                        List.of(Map.of("id", group)),
                        "resources",
                        resources);
        Map<String, Object> body = new HashMap<>(terms);
        body.put("name", name);
        body.put("policies", List.of(policy));
        Answer answer = post("/user/tokens", JSON.valueToTree(body));
        assertThat(answer.status()).isEqualTo(200);
        return answer.result().path("value").asString();
    }

    public Answer setPsks(String account, Map<String, String> keys) {
        return post(tunnels(account) + "/psk", keys(keys));
    }

    public Answer validatePsks(String account, Map<String, String> keys) {
        return post(tunnels(account) + "/psk?validate_only=true", keys(keys));
    }

    public Answer tunnel(String account, String tunnel) {
        return send("GET", tunnels(account) + "/" + tunnel, Optional.empty());
    }

    public Answer deleteTunnel(String account, String tunnel) {
        return send("DELETE", tunnels(account) + "/" + tunnel, Optional.empty());
    }

    /** Takes a tunnel's key away; the tunnel stays. */
    public Answer removePsk(String account, String tunnel) {
        String path = "/accounts/" + account + "/keyferry/psks/" + tunnel;
        return send("DELETE", path, Optional.empty());
    }

    public Answer get(String path) {
        return send("GET", path, Optional.empty());
    }

    /** The same server for whoever has the token. */
    public Api as(String value) {
        return new Api(client, base, value);
    }

    public Answer post(String path, JsonNode body) {
        return send("POST", path, Optional.of(body.toString()));
    }

    /** A request that may come again under its name and takes effect once. */
    public Answer postNamed(String name, String path, JsonNode body) {
        return send("POST", path, Optional.of(body.toString()), "Idempotency-Key", name);
    }

    public Answer put(String path, JsonNode body) {
        return send("PUT", path, Optional.of(body.toString()));
    }

    private Answer send(String method, String path, Optional<String> body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path))
                        .timeout(DEADLINE)
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                body.map(BodyPublishers::ofString)
                                        .orElseGet(BodyPublishers::noBody));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            AnswerCheck.assertDescribed(response);
            return new Answer(
                    response.statusCode(),
                    response.headers().firstValue("x-request-id").orElseThrow(),
                    JSON.readTree(response.body()));
        } catch (IOException e) {
            throw new Unanswered(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** The server was gone before it answered; what became of the request is open. */
    public static final class Unanswered extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unanswered(IOException cause) {
            super("no answer", cause);
        }
    }

    /** The path of an account's tunnels. */
    public static String tunnels(String account) {
        return "/accounts/" + account + "/magic/ipsec_tunnels";
    }

    private static JsonNode keys(Map<String, String> keys) {
        ObjectNode body = JSON.createObjectNode();
        ArrayNode entries = body.putArray("psks");
        keys.forEach((id, psk) -> entries.addObject().put("id", id).put("psk", psk));
        return body;
    }
}
