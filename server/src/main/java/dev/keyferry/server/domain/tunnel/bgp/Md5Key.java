package dev.keyferry.server.domain.tunnel.bgp;

/**
 * Authenticates a BGP session (RFC 2385): 1 to {@value #MAX_LENGTH} printable ASCII characters but
 * {@code "} and {@code ?}. The public contract does not hold it for a secret and shows it to
 * readers; all the same, it is not printed.
 */
public record Md5Key(String value) {
    /** What routers and kernels take. */
    public static final int MAX_LENGTH = 80;

    public Md5Key {
        if (value.isEmpty()
                || value.length() > MAX_LENGTH
                || !value.chars().allMatch(Md5Key::isAllowed)) {
            throw new IllegalArgumentException(
                    "an MD5 key has 1 to "
                            + MAX_LENGTH
                            + " printable ASCII characters, none of them \" or ?");
        }
    }

    @Override
    public String toString() {
        return "Md5Key(redacted)";
    }

    private static boolean isAllowed(int c) {
        return c >= ' ' && c <= '~' && c != '"' && c != '?';
    }
}
