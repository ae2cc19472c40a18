package dev.keyferry.feed.identity;

import dev.keyferry.feed.id.AccountNumber;
import dev.keyferry.feed.id.TunnelId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The three identities that every tunnel has. Both sides derive them by themselves and compare, so
 * that no record can claim another tunnel's.
 *
 * @param keyId {@code <account number>_<tunnel id>}, which the API calls {@code ipsec_id}
 * @param fqdn {@code <tunnel id>.<account number>.<ike domain>}
 * @param userFqdn {@code ipsec@} and the FQDN
 */
public record GeneratedIdentities(String keyId, String fqdn, String userFqdn) {
    /** How many there are. */
    public static final int COUNT = 3;

    private static final Pattern PRINTED =
            Pattern.compile("(?:[0-9]+_|ipsec@)?([0-9a-f]{32})(?:\\..*)?");

    public static GeneratedIdentities of(AccountNumber account, TunnelId tunnel, IkeDomain domain) {
        String fqdn = tunnel + "." + account + "." + domain;
        return new GeneratedIdentities(account + "_" + tunnel, fqdn, "ipsec@" + fqdn);
    }

    /** The same as identities, in the order that a record lists them: key id, FQDN, user FQDN. */
    public List<IkeIdentity> all() {
        return List.of(
                IkeIdentity.ofText(IkeIdentity.Type.KEYID, keyId),
                IkeIdentity.ofText(IkeIdentity.Type.FQDN, fqdn),
                IkeIdentity.ofText(IkeIdentity.Type.EMAIL, userFqdn));
    }

    /**
     * The tunnel that an identity of this form is of. A tunnel's id stands in each; whether the
     * tunnel has this very identity is for its record to tell.
     */
    public static Optional<TunnelId> tunnelOf(PrintedIdentity identity) {
        return Optional.of(PRINTED.matcher(identity.text()))
                .filter(Matcher::matches)
                .map(matcher -> new TunnelId(matcher.group(1)));
    }
}
