package dev.keyferry.e2e.marker;

import dev.keyferry.e2e.marker.Call.Shows;
import dev.keyferry.server.contract.ApiContract;
import dev.keyferry.server.contract.DescribedRoutes;
import dev.keyferry.server.contract.DescribedRoutes.Route;
import java.util.List;
import java.util.stream.Stream;

/**
 * Keys in places of every route that is described where none of them takes a key, so that no new
 * route can be forgotten. Thread-safe.
 */
final class EveryRoute {
    private static final List<Route> ROUTES = new DescribedRoutes(ApiContract.served()).all();
    private static final String BASE = "/client/v4";

    /** From the API's base. */
    private static final String ROOT = "/../..";

    private static final String NO_ID = "0".repeat(32);

    private final Marker marker;
    private final String account;
    private final String tunnel;

    EveryRoute(Marker marker, String account, String tunnel) {
        this.marker = marker;
        this.account = account;
        this.tunnel = tunnel;
    }

    /** The names of all calls of the API. */
    static List<String> operations() {
        return ROUTES.stream().map(Route::id).toList();
    }

    String key() {
        return marker.key();
    }

    List<Call> all() {
        return Stream.concat(
                        ROUTES.stream().map(this::besides),
                        ROUTES.stream().filter(r -> r.path().contains("{")).map(this::asIds))
                .toList();
    }

    /** In query, headers and body; what would end or change the tunnel aims at nothing. */
    private Call besides(Route route) {
        boolean isHarmless =
                !route.method().equals("DELETE")
                        && !route.path().endsWith("psk_generate")
                        && !route.path().endsWith("/reauth");
        String path =
                route.path()
                        .replace("{account_id}", isHarmless ? account : NO_ID)
                        .replace("{ipsec_tunnel_id}", isHarmless ? tunnel : NO_ID)
                        .replaceAll("\\{[^}]+}", NO_ID);
        return marked("beside all of " + route.id(), route.method(), below(path), "{}");
    }

    private Call asIds(Route route) {
        String path = route.path().replaceAll("\\{[^}]+}", marker.key());
        return Call.json(
                "as ids of " + route.id(), route.method(), below(path), "{}", Shows.NOTHING);
    }

    /**
     * The call with keys in its query and headers, and in members of its body that none knows. The
     * documents at the root are asked for without a body.
     */
    Call marked(String what, String method, String path, String body) {
        String key = marker.key();
        String member = "\"%s\":\"%s\"".formatted(key, key);
        String more =
                body.equals("{}") ? "{" + member + "}" : "{" + member + "," + body.substring(1);
        String target = path + "?psk=" + key;
        Call call =
                path.startsWith(ROOT)
                        ? Call.bare(what, method, target, Shows.NOTHING)
                        : Call.json(what, method, target, more, Shows.NOTHING);
        return call.with("X-Psk", key).with("Referer", "http://example.net/" + key);
    }

    /** As a path below the API's base; two routes lie at the root. */
    private static String below(String path) {
        return path.startsWith(BASE) ? path.substring(BASE.length()) : ROOT + path;
    }
}
