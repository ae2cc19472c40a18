package dev.keyferry.server.router;

import dev.keyferry.feed.identity.IkeIdentity;
import java.util.List;

/**
 * The command line of FortiOS 7.0 or newer: an interface for each tunnel. Its name has a prefix,
 * for {@code edit} changes an interface that is there, and a tunnel may be named like one.
 */
final class FortigateLanguage {
    private static final String PREFIX = "KF-";

    /** With the prefix an interface's name has at most 15 characters. */
    private static final int LONGEST_LABEL = 15 - PREFIX.length();

    private static final int LONGEST_IDENTITY = 63;
    private static final int FEWEST_CHARACTERS = 6;
    private static final int MOST_CHARACTERS = 128;

    private FortigateLanguage() {}

    static RouterConfiguration write(RouterSide side) {
        InnerAddresses inner = side.requiredInner();
        String name = PREFIX + side.label(LONGEST_LABEL);
        String template =
                """
                # The router of tunnel %s (%s).
                config vpn ipsec phase1-interface
                    edit "%s"
                        set interface "%s"
                        set ike-version 2
                %s        set proposal aes256gcm-prfsha384
                        set dhgrp 20
                        set localid-type %s
                        set localid "%s"
                        set dpd on-idle
                        set remote-gw %s
                        set psksecret "%s"
                    next
                end
                config vpn ipsec phase2-interface
                %send
                config system interface
                    edit "%s"
                        set ip %s 255.255.255.255
                        set remote-ip %s %s
                    next
                end
                """
                        .formatted(
                                side.name(),
                                side.id(),
                                name,
                                side.wanInterfaceOrUnknown(),
                                peer(side.gateway()),
                                kind(side.identity()),
                                identity(side.identity()),
                                side.gateway().ipv4(),
                                RouterConfiguration.KEY,
                                selectors(side, name),
                                name,
                                inner.router(),
                                inner.gateway(),
                                Network.mask(inner.prefixLength()));
        return RouterConfiguration.of(template, FortigateLanguage::key);
    }

    /** One that goes by its address is known by {@code remote-gw} already. */
    private static String peer(GatewayPeer gateway) {
        return gateway.isNamedOtherwise()
                ? "        set peertype one\n        set peerid \"%s\"\n"
                        .formatted(IdentityText.of(gateway.identity()))
                : "        set peertype any\n";
    }

    /**
     * An entry for each pair of networks, since one has no more than that. No label has a dot, so
     * that none is like the entry of another tunnel.
     */
    private static String selectors(RouterSide side, String name) {
        StringBuilder text = new StringBuilder();
        List<Network> far = side.gatewayNetworks();
        int count = 0;
        for (Network own : side.routerNetworks()) {
            for (Network network : far) {
                count++;
                text.append(selector(name, count == 1 ? name : name + "." + count, own, network));
            }
        }
        return text.toString();
    }

    private static String selector(String tunnel, String name, Network own, Network far) {
        return """
            edit "%s"
                set phase1name "%s"
                set proposal aes256gcm
                set pfs enable
                set dhgrp 20
                set auto-negotiate enable
                set src-subnet %s %s
                set dst-subnet %s %s
            next
        """
                .formatted(
                        name, tunnel, own.ipv4Address(), own.mask(), far.ipv4Address(), far.mask());
    }

    private static String kind(IkeIdentity identity) {
        return switch (identity.type()) {
            case IPV4, IPV6 -> "address";
            case KEYID -> "keyid";
            case FQDN -> "fqdn";
            case EMAIL -> "user-fqdn";
            case DN -> "asn1dn";
        };
    }

    private static String identity(IkeIdentity identity) {
        String text = IdentityText.of(identity);
        if (text.length() > LONGEST_IDENTITY) {
            throw new Inexpressible(
                    "FortiOS takes an identity of at most "
                            + LONGEST_IDENTITY
                            + " characters, and this one is longer; choose another one of the"
                            + " tunnel");
        }
        return text;
    }

    /** In quotation marks, where a backslash makes the next character plain. */
    private static byte[] key(byte[] key) {
        KeyCharacters.require(key, "FortiOS", FEWEST_CHARACTERS, MOST_CHARACTERS, "?");
        if (KeyCharacters.beginsLikeANumber(key)) {
            throw new Inexpressible(
                    "the key begins with 0x or 0s, and FortiOS would read 0x as hexadecimal digits");
        }
        int escaped = 0;
        for (byte c : key) {
            escaped += isSpecial(c) ? 1 : 0;
        }
        byte[] quoted = new byte[key.length + escaped];
        int at = 0;
        for (byte c : key) {
            if (isSpecial(c)) {
                quoted[at++] = '\\';
            }
            quoted[at++] = c;
        }
        return quoted;
    }

    private static boolean isSpecial(byte c) {
        return c == '"' || c == '\\';
    }
}
