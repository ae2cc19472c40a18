package dev.keyferry.server.console.view;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Where pages are. */
public final class Links {
    public static final String OVERVIEW = "/";
    public static final String TUNNELS = "/tunnels";
    public static final String SIGN_IN = "/sign-in";

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

    private static String query(String name, String value) {
        return value.isEmpty() ? "" : "?" + name + "=" + encoded(value);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
