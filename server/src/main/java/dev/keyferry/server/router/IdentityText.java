package dev.keyferry.server.router;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.keyferry.feed.identity.IkeIdentity;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** Identities as text, for languages that know no other form. */
final class IdentityText {
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9._@:+=/-]+");

    private IdentityText() {}

    /**
     * One word that needs no quotes in any language.
     *
     * @throws Inexpressible if the identity is no such
     */
    static String of(IkeIdentity identity) {
        String text =
                switch (identity.type()) {
                    case IPV4, IPV6 -> address(identity.bytes());
                    case KEYID, FQDN, EMAIL -> new String(identity.bytes(), ISO_8859_1);
                    case DN ->
                            throw new Inexpressible(
                                    "an identity is a distinguished name, which this profile does not"
                                            + " write; choose another one of the tunnel");
                };
        if (!WORD.matcher(text).matches()) {
            throw new Inexpressible(
                    "an identity has a blank, a quotation mark or another character that this"
                            + " profile does not write; choose another one of the tunnel");
        }
        return text;
    }

    private static String address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an identity of an address has its length", e);
        }
    }
}
