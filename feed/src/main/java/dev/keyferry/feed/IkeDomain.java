package dev.keyferry.feed;

import java.util.regex.Pattern;

/**
 * The domain under which the FQDN identities of all tunnels lie; lower-case host name, at most 128
 * characters.
 */
public record IkeDomain(String value) {
    public static final IkeDomain DEFAULT = new IkeDomain("ipsec.keyferry.internal");

    private static final int MAX_LENGTH = 128;
    private static final Pattern FORM =
            Pattern.compile(
                    "[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*");

    public IkeDomain {
        if (value.length() > MAX_LENGTH || !FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("an IKE domain must be a lower-case host name");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
