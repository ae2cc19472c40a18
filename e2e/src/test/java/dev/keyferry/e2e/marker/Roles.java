package dev.keyferry.e2e.marker;

import dev.keyferry.e2e.marker.Role.Right;
import dev.keyferry.e2e.parts.Api;
import dev.keyferry.e2e.parts.Keys;
import dev.keyferry.e2e.parts.Site;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Everybody who may call about a site's tunnel, or may not. */
record Roles(Role administrator, List<Role> others) {
    private static final String ACCOUNT = "com.cloudflare.api.account.";
    private static final String TUNNEL = "dev.keyferry.ipsec_tunnel.";

    Roles {
        others = List.copyOf(others);
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
                        new Role("nobody", Keys.fresh(), Right.NOTHING)));
    }

    List<Role> all() {
        return Stream.concat(Stream.of(administrator), others.stream()).toList();
    }

    /** What the others authenticate with; the administrator's token has a file of its own. */
    List<String> tokens() {
        return others.stream().map(Role::token).toList();
    }

    private static Role role(
            Api api, String name, String permission, Map<String, Object> resources, Right right) {
        return new Role(name, api.createToken(name, permission, resources), right);
    }
}
