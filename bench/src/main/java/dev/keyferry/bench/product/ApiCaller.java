package dev.keyferry.bench.product;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of the public API that times its calls. Thread-safe. */
public final class ApiCaller implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofMinutes(2);
    private static final int TUNNELS_A_CALL = 10_000;
    private static final JsonMapper JSON = JsonMapper.shared();

    /** An account of the product under test. */
    public record Account(String id, String number) {}

    /**
     * The outcome of a bulk call.
     *
     * @param took from the start of sending to the last byte of the answer
     * @param applied entries that are their tunnel's key now
     * @param loaded those of them that every gateway holds
     */
    public record SetOutcome(Duration took, int applied, int loaded) {
        /**
         * This outcome, if every one of so many keys is applied and loaded.
         *
         * @throws IllegalStateException if not
         */
        public SetOutcome requireAllLoaded(int keys) {
            if (applied != keys || loaded != keys) {
                throw new IllegalStateException(
                        "of %d keys %d were applied and %d loaded"
                                .formatted(keys, applied, loaded));
            }
            return this;
        }
    }

    private record Reply(Duration took, String body) {}

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String base;
    private final String token;

    public ApiCaller(int port, String token) {
        this.base = "http://127.0.0.1:" + port + "/client/v4/accounts";
        this.token = token;
    }

    public Account createAccount(String name) throws InterruptedException {
        String body = "{\"name\":\"%s\",\"type\":\"standard\"}".formatted(name);
        JsonNode account = resultOf(post("", body.getBytes(StandardCharsets.UTF_8)));
        return new Account(
                account.required("id").asString(),
                account.required("keyferry").required("number").asString());
    }

    /** Creates tunnels without keys and returns their ids. */
    public List<String> createTunnels(Account account, int count) throws InterruptedException {
        List<String> ids = new ArrayList<>(count);
        for (int first = 0; first < count; first += TUNNELS_A_CALL) {
            int past = Math.min(count, first + TUNNELS_A_CALL);
            Reply reply = post(tunnels(account), tunnelsBody(first, past));
            JsonNode created = resultOf(reply).required("ipsec_tunnels");
            created.forEach(tunnel -> ids.add(tunnel.required("id").asString()));
        }
        return ids;
    }

    /** Sets the keys in one call and counts what became of them. */
    public SetOutcome setPsks(Account account, KeySet keys) throws InterruptedException {
        return outcome(post(tunnels(account) + "/psk", keys.body()));
    }

    /** Has the keys validated in one call. */
    public SetOutcome validatePsks(Account account, KeySet keys) throws InterruptedException {
        return outcome(post(tunnels(account) + "/psk?validate_only=true", keys.body()));
    }

    /** What the gateway in the server's process says of the tunnel's key. */
    public String state(Account account, String tunnel) throws InterruptedException {
        HttpRequest.Builder request = request(tunnels(account) + "/" + tunnel).GET();
        return resultOf(send(request.build()))
                .at("/ipsec_tunnel/keyferry/psk/gateways/local/state")
                .asString("");
    }

    /** Reads all tunnels of the account; the time goes to the last byte of the answer. */
    public Duration list(Account account, int expected) throws InterruptedException {
        Reply reply = send(request(tunnels(account)).GET().build());
        int listed = resultOf(reply).required("ipsec_tunnels").size();
        if (listed != expected) {
            throw new IllegalStateException("%,d tunnels were listed".formatted(listed));
        }
        return reply.took();
    }

    /** Reads one tunnel. */
    public Duration get(Account account, String tunnel) throws InterruptedException {
        Reply reply = send(request(tunnels(account) + "/" + tunnel).GET().build());
        String id = resultOf(reply).required("ipsec_tunnel").required("id").asString();
        if (!id.equals(tunnel)) {
            throw new IllegalStateException("another tunnel was read");
        }
        return reply.took();
    }

    @Override
    public void close() {
        client.close();
    }

    private static SetOutcome outcome(Reply reply) {
        JsonNode applied = resultOf(reply).required("successfully_applied_psks");
        int loaded = 0;
        for (JsonNode entry : applied) {
            if (entry.path("keyferry").path("state").asString("").equals("loaded")) {
                loaded++;
            }
        }
        return new SetOutcome(reply.took(), applied.size(), loaded);
    }

    private Reply post(String path, byte[] body) throws InterruptedException {
        HttpRequest.Builder request =
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        return send(request.build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .timeout(DEADLINE)
                .header("Authorization", "Bearer " + token);
    }

    private Reply send(HttpRequest request) throws InterruptedException {
        try {
            long start = System.nanoTime();
            HttpResponse<String> answer =
                    client.send(request, HttpResponse.BodyHandlers.ofString());
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("the server answered " + answer.statusCode());
            }
            return new Reply(took, answer.body());
        } catch (IOException e) {
            throw new IllegalStateException("the server did not answer", e);
        }
    }

    private static String tunnels(Account account) {
        return "/" + account.id() + "/magic/ipsec_tunnels";
    }

    private static byte[] tunnelsBody(int first, int past) {
        StringBuilder json = new StringBuilder("{\"ipsec_tunnels\":[");
        for (int number = first; number < past; number++) {
            String tunnel =
                    """
                    {"name":"t-%d","cloudflare_endpoint":"203.0.113.1","interface_address":"10.%d.%d.%d/31"},\
                    """
                            .formatted(
                                    number,
                                    number >> 15 & 0xff,
                                    number >> 7 & 0xff,
                                    number << 1 & 0xfe);
            json.append(tunnel);
        }
        json.setCharAt(json.length() - 1, ']');
        return json.append('}').toString().getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode resultOf(Reply reply) {
        return JSON.readTree(reply.body()).required("result");
    }
}
