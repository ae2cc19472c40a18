package dev.keyferry.server.router;

import static java.util.stream.Collectors.joining;

import dev.keyferry.feed.identity.IkeIdentity;
import java.util.List;

/**
 * The command line of Cisco IOS XE, 16.12 or newer: a tunnel interface whose selectors are an
 * access list. Proposal, policy and transform set are the same for all tunnels of a router, since
 * of several policies that fit IOS takes one.
 */
final class CiscoLanguage {
    /** Room for {@code KF-} within what IOS shows of a name. */
    private static final int LONGEST_NAME = 32;

    private static final int FEWEST_CHARACTERS = 1;
    private static final int MOST_CHARACTERS = 127;

    private CiscoLanguage() {}

    static RouterConfiguration write(RouterSide side) {
        InnerAddresses inner = side.requiredInner();
        String gateway = side.gateway().ipv4();
        String name = "KF-" + side.label(LONGEST_NAME);
        String template =
                """
                ! The router of tunnel %s (%s).
                crypto ikev2 proposal KEYFERRY
                 encryption aes-gcm-256
                 prf sha384
                 group 20
                !
                crypto ikev2 policy KEYFERRY
                 proposal KEYFERRY
                !
                crypto ikev2 keyring %s
                 peer gateway
                  address %s
                  pre-shared-key 0 %s
                !
                crypto ikev2 profile %s
                 match identity remote %s
                 identity local %s
                 authentication remote pre-share
                 authentication local pre-share
                 keyring local %s
                 dpd 30 5 periodic
                 no config-exchange request
                !
                crypto ipsec transform-set KEYFERRY esp-gcm 256
                 mode tunnel
                !
                crypto ipsec profile %s
                 set transform-set KEYFERRY
                 set pfs group20
                 set ikev2-profile %s
                !
                %sinterface Tunnel<NUMBER>
                 ip address %s %s
                 ip tcp adjust-mss 1350
                 tunnel source %s
                 tunnel mode ipsec ipv4
                 tunnel destination %s
                %s tunnel protection ipsec profile %s
                """
                        .formatted(
                                side.name(),
                                side.id(),
                                name,
                                gateway,
                                RouterConfiguration.KEY,
                                name,
                                remote(side.gateway().identity()),
                                word(side.identity()),
                                name,
                                name,
                                name,
                                list(side, name),
                                inner.router(),
                                Network.mask(inner.prefixLength()),
                                side.wanInterfaceOrUnknown(),
                                gateway,
                                isEverything(side)
                                        ? ""
                                        : " tunnel protection ipsec policy ipv4 " + name + "\n",
                                name);
        return RouterConfiguration.of(template, CiscoLanguage::key);
    }

    /** The access list, without which a tunnel interface asks for everything. */
    private static String list(RouterSide side, String name) {
        if (isEverything(side)) {
            return "";
        }
        return side.routerNetworks().stream()
                .flatMap(own ->
                        side.gatewayNetworks().stream()
                                .map(far -> " permit ip " + range(own) + " " + range(far) + "\n"))
                .collect(joining("", "ip access-list extended " + name + "\n", "!\n"));
    }

    private static boolean isEverything(RouterSide side) {
        return isAny(side.routerNetworks()) && isAny(side.gatewayNetworks());
    }

    private static boolean isAny(List<Network> networks) {
        return networks.size() == 1 && networks.getFirst().isAny();
    }

    private static String range(Network network) {
        String address = network.ipv4Address();
        if (network.isAny()) {
            return "any";
        }
        return network.isHost() ? "host " + address : address + " " + network.wildcard();
    }

    private static String remote(IkeIdentity gateway) {
        return switch (gateway.type()) {
            case IPV4 -> word(gateway) + " 255.255.255.255";
            case IPV6 -> word(gateway) + "/128";
            case KEYID, FQDN, EMAIL, DN -> word(gateway);
        };
    }

    private static String word(IkeIdentity identity) {
        String kind =
                switch (identity.type()) {
                    case IPV4, IPV6 -> "address ";
                    case KEYID -> "key-id ";
                    case FQDN -> "fqdn ";
                    case EMAIL -> "email ";
                    case DN -> "dn ";
                };
        return kind + IdentityText.of(identity);
    }

    /** A blank ends a word, and ? asks for help even within a key. */
    private static byte[] key(byte[] key) {
        KeyCharacters.require(
                key, "the command line of Cisco IOS", FEWEST_CHARACTERS, MOST_CHARACTERS, " ?");
        return key.clone();
    }
}
