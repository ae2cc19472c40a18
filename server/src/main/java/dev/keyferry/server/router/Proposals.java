package dev.keyferry.server.router;

/**
 * What gateways and routers offer each other, in the language of {@code swanctl.conf}. The routers'
 * profiles say the first of each list in their own words.
 */
public final class Proposals {
    /** Of the IKE SA. */
    public static final String IKE =
            "aes256gcm16-prfsha384-ecp384,aes128gcm16-prfsha256-ecp384,aes256-sha256-modp2048";

    /** Of the SAs that carry traffic. */
    public static final String ESP = "aes256gcm16-ecp384,aes128gcm16-ecp384,aes256-sha256-modp2048";

    private Proposals() {}
}
