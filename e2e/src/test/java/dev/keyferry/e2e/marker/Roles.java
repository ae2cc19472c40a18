package dev.keyferry.e2e.marker;

import dev.keyferry.e2e.marker.Role.Right;
import dev.keyferry.e2e.parts.Api;
import dev.keyferry.e2e.parts.Keys;
import dev.keyferry.e2e.parts.Site;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Everybody who may call about a site's tunnel, or may not.
 *
 * @param further those of whom a few calls tell enough
 */
record Roles(Role administrator, List<Role> others, List<Role> further) {
    private static final String ACCOUNT = "com.cloudflare.api.account.";
    private static final String TUNNEL = "dev.keyferry.ipsec_tunnel.";
    private static final String FUTURE = "2999-01-01T00:00:00Z";
    private static final Duration SOON = Duration.ofSeconds(3);
    private static final Map<String, Object> ELSEWHERE =
            Map.of("request_ip", Map.of("in", List.of("192.0.2.0/24")));

    Roles {
        others = List.copyOf(others);
        further = List.copyOf(further);
    }

    /** Has the tokens made that they need. */
    static Roles of(Api api, Site site, String administratorToken) {
        Map<String, Object> account = Map.of(ACCOUNT + site.account(), "*");
        Map<String, Object> tunnel =
                Map.of(ACCOUNT + site.account(), Map.of(TUNNEL + site.tunnel(), "*"));
        Map<String, Object> other = Map.of(ACCOUNT + api.createAccount("other"), "*");
        return new Roles(
                new Role("administrator", administratorToken, Right.EVERYTHING),
                List.of(
                        role(api, "writer", "Magic WAN Write", account, Right.EVERYTHING),
                        role(api, "one tunnel", "PSK Set", tunnel, Right.SETTING_KEYS),
                        role(api, "reader", "Magic WAN Read", account, Right.NOTHING),
                        role(api, "of another account", "Magic WAN Write", other, Right.NOTHING),
                        new Role("nobody", Keys.fresh(), Right.NOTHING)),
                List.of(
                        role(api, "generator", "PSK Generate", account, Right.GENERATING_KEYS),
                        barred(api, "disabled", account, Map.of("status", "disabled")),
                        barred(api, "early", account, Map.of("not_before", FUTURE)),
                        barred(api, "expired", account, Map.of("expires_on", soon())),
                        barred(api, "elsewhere", account, Map.of("condition", ELSEWHERE))));
    }

    /** All but the further ones. */
    List<Role> main() {
        return Stream.concat(Stream.of(administrator), others.stream()).toList();
    }

    /** What the others authenticate with; the administrator's token has a file of its own. */
    List<String> tokens() {
        return Stream.concat(others.stream(), further.stream()).map(Role::token).toList();
    }

    /** A token cannot be made that has expired already. */
    private static String soon() {
        return Instant.now().plus(SOON).toString();
    }

    /** Its token names every right on the tunnels, and yet does not hold. */
    private static Role barred(
            Api api, String name, Map<String, Object> resources, Map<String, Object> terms) {
        String token = api.createToken(name, "Magic WAN Write", resources, terms);
        return new Role(name, token, Right.NOTHING);
    }

    private static Role role(
            Api api, String name, String permission, Map<String, Object> resources, Right right) {
        return new Role(name, api.createToken(name, permission, resources), right);
    }
}
