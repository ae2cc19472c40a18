package dev.keyferry.feed.identity;

import java.util.regex.Pattern;

/**
 * The domain under which the FQDN identities of all tunnels lie: a lower-case host name of at most
 * {@value #MAX_LENGTH} characters, so that the longest identity below it still is an {@link
 * IkeIdentity}.
 */
public record IkeDomain(String value) {
    /** What {@code ipsec@<tunnel id>.<account number>.} leaves of the longest identity. */
    public static final int MAX_LENGTH = 68;

    private static final Pattern FORM =
            Pattern.compile(
                    "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
                            + "(?:\\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*");

    // Behind the pattern that its check reads: constants are made in the order of the text.
    public static final IkeDomain DEFAULT = new IkeDomain("ipsec.keyferry.internal");

    public IkeDomain {
        if (value.length() > MAX_LENGTH || !FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "an IKE domain must be a lower-case host name of at most "
                            + MAX_LENGTH
                            + " characters");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
