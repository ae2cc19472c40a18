package dev.keyferry.server.http.answer;

/** How policies name what they are about. */
public final class Resource {
    /** The id of one account follows. */
    public static final String ACCOUNT = "com.cloudflare.api.account.";

    public static final String ALL_ACCOUNTS = ACCOUNT + "*";

    /** The id of one tunnel follows; stands within its account. Ours. */
    public static final String TUNNEL = "dev.keyferry.ipsec_tunnel.";

    private Resource() {}

    /** The kind of resource, as permission groups name it. */
    static String kind(String prefix) {
        return prefix.substring(0, prefix.length() - 1);
    }
}
