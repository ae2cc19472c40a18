package dev.keyferry.server.console.view;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.TunnelId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Where pages are. */
public final class Links {
    public static final String OVERVIEW = "/";
    public static final String TUNNELS = "/tunnels";
    public static final String TUNNEL = "/tunnel";
    public static final String GENERATE = "/tunnel/generate";
    public static final String REVOKE = "/tunnel/revoke";
    public static final String KEYS = "/keys";
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

    static String tunnels(String account) {
        return TUNNELS + query("account", account);
    }

    /** Tunnels whose keys are in a state. */
    static String tunnels(String account, String state) {
        return tunnels(account) + "&state=" + encoded(state);
    }

    /** One more page of a search. */
    static String tunnels(String account, String state, String text, String after) {
        return tunnels(account, state) + "&q=" + encoded(text) + "&after=" + encoded(after);
    }

    static String keys(String account) {
        return KEYS + query("account", account);
    }

    static String tunnel(String account, String tunnel) {
        return TUNNEL + of(account, tunnel);
    }

    /** The part of a tunnel's page that changes. */
    static String look(AccountId account, TunnelId tunnel, int looks) {
        return tunnel(account.value(), tunnel.value()) + "&" + LOOK + "=" + looks;
    }

    static String generate(String account, String tunnel) {
        return GENERATE + of(account, tunnel);
    }

    static String revoke(String account, String tunnel) {
        return REVOKE + of(account, tunnel);
    }

    private static String of(String account, String tunnel) {
        return query("account", account) + "&tunnel=" + encoded(tunnel);
    }

    private static String query(String name, String value) {
        return value.isEmpty() ? "" : "?" + name + "=" + encoded(value);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
