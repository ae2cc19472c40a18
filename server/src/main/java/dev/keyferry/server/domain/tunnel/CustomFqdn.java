package dev.keyferry.server.domain.tunnel;

import dev.keyferry.feed.id.AccountNumber;
import dev.keyferry.feed.identity.ExtraIdentity;
import dev.keyferry.feed.identity.IkeDomain;
import dev.keyferry.feed.identity.IkeIdentity;
import java.util.regex.Pattern;

/**
 * A name that a caller gives to a tunnel's far side, beside the generated ones: {@code
 * <label>.<account number>.custom.<ike domain>}, where the label is one of DNS. Whether the rest
 * names the tunnel's own account is told by {@link #isOf}.
 *
 * @param value a host name of at least two labels and at most {@value IkeIdentity#MAX_BYTES}
 *     characters, as it was given
 */
public record CustomFqdn(String value) {
    private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
    private static final Pattern FORM = Pattern.compile(LABEL + "(?:\\." + LABEL + ")+");

    public CustomFqdn {
        if (value.length() > IkeIdentity.MAX_BYTES || !FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "a custom FQDN is a host name of at most "
                            + IkeIdentity.MAX_BYTES
                            + " characters, such as <label>.<account number>.custom.<ike domain>");
        }
    }

    public IkeIdentity identity() {
        return IkeIdentity.ofText(IkeIdentity.Type.FQDN, value);
    }

    /** True if it is one of this account. */
    public boolean isOf(AccountNumber account, IkeDomain domain) {
        return ExtraIdentity.isCustom(identity(), account, domain);
    }

    @Override
    public String toString() {
        return value;
    }
}
