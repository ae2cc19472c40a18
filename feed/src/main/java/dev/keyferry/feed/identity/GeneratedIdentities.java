package dev.keyferry.feed.identity;

import dev.keyferry.feed.id.AccountNumber;
import dev.keyferry.feed.id.TunnelId;
import java.util.List;

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
}
