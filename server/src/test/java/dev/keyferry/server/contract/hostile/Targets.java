package dev.keyferry.server.contract.hostile;

/**
 * What requests aim at.
 *
 * @param authorization a header with a good token, without line end
 * @param token an account's or a user's token, or a record of the audit, by its id
 */
public record Targets(
        String authorization, String account, String tunnel, String token, Named named) {
    /**
     * What has a name and no id.
     *
     * @param fresh a name that nothing has
     * @param publicKey one that no edge has
     */
    public record Named(String edge, String gateway, String fresh, String publicKey) {
        public static final Named NOTHING = new Named("nowhere", "nobody", "n", "none");
    }

    public Targets(String authorization, String account, String tunnel, String token) {
        this(authorization, account, tunnel, token, Named.NOTHING);
    }
}
