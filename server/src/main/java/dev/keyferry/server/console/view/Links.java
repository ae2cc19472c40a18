package dev.keyferry.server.console.view;

import static java.util.stream.Collectors.joining;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.TunnelId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Where pages are. */
public final class Links {
    public static final String OVERVIEW = "/";
    public static final String TUNNELS = "/tunnels";
    public static final String TUNNEL = "/tunnel";
    public static final String GENERATE = "/tunnel/generate";
    public static final String REVOKE = "/tunnel/revoke";
    public static final String KEYS = "/keys";
    public static final String AUDIT = "/audit";
    public static final String AUDIT_OF_ALL = AUDIT + "?all=yes";
    public static final String TOKENS = "/tokens";
    public static final String TOKENS_OF_ALL = TOKENS + "?all=yes";
    public static final String NEW_TOKEN = "/tokens/new";
    public static final String CHANGE_TOKEN = "/tokens/change";
    public static final String GATEWAYS = "/gateways";
    public static final String NEW_GATEWAY = "/gateways/new";
    public static final String CHANGE_GATEWAY = "/gateways/change";
    public static final String HELD_KEYS = "/gateways/held";
    public static final String SIGN_IN = "/sign-in";

    /** Counts how often the page of a tunnel has looked by itself. */
    public static final String LOOK = "look";

    /** Tells on the form to sign in that a session is over. */
    public static final String OVER = "over";

    public static final String SIGN_IN_AGAIN = SIGN_IN + "?" + OVER + "=1";
    public static final String SIGN_OUT = "/sign-out";

    private Links() {}

    /**
     * @param account an id; empty for none
     */
    static String overview(String account) {
        return OVERVIEW + query("account", account);
    }

    public static String tunnels(String account) {
        return TUNNELS + query("account", account);
    }

    /** Tunnels whose keys are in a state. */
    public static String tunnels(String account, String state) {
        return tunnels(account) + "&state=" + encoded(state);
    }

    /** One more page of a search. */
    public static String tunnels(String account, String state, String text, String after) {
        return tunnels(account, state) + "&q=" + encoded(text) + "&after=" + encoded(after);
    }

    static String audit(String account) {
        return AUDIT + query("account", account);
    }

    public static String gateways(String account) {
        return GATEWAYS + query("account", account);
    }

    static String tokens(String account) {
        return TOKENS + query("account", account);
    }

    static String keys(String account) {
        return KEYS + query("account", account);
    }

    public static String tunnel(String account, String tunnel) {
        return TUNNEL + of(account, tunnel);
    }

    /** The part of a tunnel's page that changes. */
    public static String look(AccountId account, TunnelId tunnel, int looks) {
        return tunnel(account.value(), tunnel.value()) + "&" + LOOK + "=" + looks;
    }

    public static String generate(String account, String tunnel) {
        return GENERATE + of(account, tunnel);
    }

    public static String revoke(String account, String tunnel) {
        return REVOKE + of(account, tunnel);
    }

    private static String of(String account, String tunnel) {
        return query("account", account) + "&tunnel=" + encoded(tunnel);
    }

    /** Those of the parameters that are given, as the query of an address has them. */
    public static String query(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .filter(given -> !given.getValue().isEmpty())
                .map(given -> given.getKey() + "=" + encoded(given.getValue()))
                .collect(joining("&"));
    }

    /** A path with those of the parameters that are given. */
    public static String to(String path, Map<String, String> parameters) {
        String query = query(parameters);
        return query.isEmpty() ? path : path + "?" + query;
    }

    private static String query(String name, String value) {
        return value.isEmpty() ? "" : "?" + name + "=" + encoded(value);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
