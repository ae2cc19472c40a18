package dev.keyferry.server.http.parts;

import static java.util.stream.Collectors.joining;

import dev.keyferry.server.domain.rights.Permission;
import java.io.IOException;
import java.util.Arrays;

/** Bodies that make tokens, for tests. */
public final class TokenJsons {
    private TokenJsons() {}

    public static String everything() {
        return "{\"com.cloudflare.api.account.*\":\"*\"}";
    }

    public static String account(String account) {
        return "{\"com.cloudflare.api.account.%s\":\"*\"}".formatted(account);
    }

    public static String tunnel(String account, String tunnel) {
        return "{\"com.cloudflare.api.account.%s\":{\"dev.keyferry.ipsec_tunnel.%s\":\"*\"}}"
                .formatted(account, tunnel);
    }

    public static String allow(String resources, Permission... permissions) {
        return policy("allow", resources, permissions);
    }

    public static String deny(String resources, Permission... permissions) {
        return policy("deny", resources, permissions);
    }

    /** The body of a new token with these policies. */
    public static String token(String... policies) {
        return tokenWith("", policies);
    }

    /**
     * The same with further members.
     *
     * @param members such as {@code "status":"disabled",}
     */
    public static String tokenWith(String members, String... policies) {
        return "{\"name\":\"t\",%s\"policies\":[%s]}"
                .formatted(members, String.join(",", policies));
    }

    /** Makes a token of the deployment by the administrator's hand. */
    public static Made make(ApiFixture api, String body) throws IOException, InterruptedException {
        return make(api, "/user/tokens", body);
    }

    public static Made make(ApiFixture api, String tokens, String body)
            throws IOException, InterruptedException {
        Reply reply = api.post(tokens, body).assertSuccess();
        String value = reply.result().path("value").asString();
        return new Made(tokens + "/" + reply.result().path("id").asString(), api.as(value));
    }

    /** A token that was made: where it is, and a client that holds it. */
    public record Made(String path, TokenClient client) {}

    private static String policy(String effect, String resources, Permission... permissions) {
        String groups =
                Arrays.stream(permissions)
                        .map(permission -> "{\"id\":\"" + permission.id() + "\"}")
                        .collect(joining(","));
        return "{\"effect\":\"%s\",\"permission_groups\":[%s],\"resources\":%s}"
                .formatted(effect, groups, resources);
    }
}
