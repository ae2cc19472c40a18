package dev.keyferry.server.router;

import static dev.keyferry.server.router.RouterSides.GATEWAY;
import static dev.keyferry.server.router.RouterSides.ID;
import static dev.keyferry.server.router.RouterSides.KEY_ID;
import static dev.keyferry.server.router.RouterSides.side;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyferry.feed.identity.IkeIdentity;
import dev.keyferry.server.router.RouterSide.Networks;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The exact text for each brand; what strongSwan makes of its own is tried with a charon. */
class RouterProfileTest {
    @Test
    void strongswanGetsAConnectionAndItsSecret() {
        assertThat(text(RouterProfile.STRONGSWAN, side("branch-7", GATEWAY, Networks.NONE)))
                .isEqualTo(
                        """
                        # The router of tunnel branch-7 (0123456789abcdef0123456789abcdef).
                        connections {
                            branch-7 {
                                version = 2
                                proposals = aes256gcm16-prfsha384-ecp384,aes128gcm16-prfsha256-ecp384,aes256-sha256-modp2048
                                remote_addrs = 203.0.113.1
                                dpd_delay = 30s
                                local {
                                    auth = psk
                                    id = "keyid:#313030305f3031323334353637383961626364656630313233343536373839616263646566"
                                }
                                remote {
                                    auth = psk
                                    id = "203.0.113.1"
                                }
                                children {
                                    branch-7 {
                                        local_ts = 10.252.0.1
                                        remote_ts = 10.252.0.0
                                        esp_proposals = aes256gcm16-ecp384,aes128gcm16-ecp384,aes256-sha256-modp2048
                                        start_action = trap
                                    }
                                }
                            }
                        }
                        secrets {
                            ike-branch-7 {
                                id = "keyid:#313030305f3031323334353637383961626364656630313233343536373839616263646566"
                                secret = "<PRE-SHARED KEY>"
                            }
                        }
                        """);
    }

    @Test
    void ciscoGetsATunnelInterfaceWithItsSelectors() {
        assertThat(text(RouterProfile.CISCO_IOS_XE, side("branch-7", GATEWAY, Networks.NONE)))
                .isEqualTo(
                        """
                        ! The router of tunnel branch-7 (0123456789abcdef0123456789abcdef).
                        crypto ikev2 proposal KEYFERRY
                         encryption aes-gcm-256
                         prf sha384
                         group 20
                        !
                        crypto ikev2 policy KEYFERRY
                         proposal KEYFERRY
                        !
                        crypto ikev2 keyring KF-branch-7
                         peer gateway
                          address 203.0.113.1
                          pre-shared-key 0 <PRE-SHARED KEY>
                        !
                        crypto ikev2 profile KF-branch-7
                         match identity remote address 203.0.113.1 255.255.255.255
                         identity local key-id 1000_0123456789abcdef0123456789abcdef
                         authentication remote pre-share
                         authentication local pre-share
                         keyring local KF-branch-7
                         dpd 30 5 periodic
                         no config-exchange request
                        !
                        crypto ipsec transform-set KEYFERRY esp-gcm 256
                         mode tunnel
                        !
                        crypto ipsec profile KF-branch-7
                         set transform-set KEYFERRY
                         set pfs group20
                         set ikev2-profile KF-branch-7
                        !
                        ip access-list extended KF-branch-7
                         permit ip host 10.252.0.1 host 10.252.0.0
                        !
                        interface Tunnel<NUMBER>
                         ip address 10.252.0.1 255.255.255.254
                         ip tcp adjust-mss 1350
                         tunnel source wan1
                         tunnel mode ipsec ipv4
                         tunnel destination 203.0.113.1
                         tunnel protection ipsec policy ipv4 KF-branch-7
                         tunnel protection ipsec profile KF-branch-7
                        """);
    }

    @Test
    void fortigateGetsBothPhasesAndTheInterface() {
        assertThat(text(RouterProfile.FORTIGATE, side("branch-7", GATEWAY, Networks.NONE)))
                .isEqualTo(
                        """
                        # The router of tunnel branch-7 (0123456789abcdef0123456789abcdef).
                        config vpn ipsec phase1-interface
                            edit "KF-branch-7"
                                set interface "wan1"
                                set ike-version 2
                                set peertype any
                                set proposal aes256gcm-prfsha384
                                set dhgrp 20
                                set localid-type keyid
                                set localid "1000_0123456789abcdef0123456789abcdef"
                                set dpd on-idle
                                set remote-gw 203.0.113.1
                                set psksecret "<PRE-SHARED KEY>"
                            next
                        end
                        config vpn ipsec phase2-interface
                            edit "KF-branch-7"
                                set phase1name "KF-branch-7"
                                set proposal aes256gcm
                                set pfs enable
                                set dhgrp 20
                                set auto-negotiate enable
                                set src-subnet 10.252.0.1 255.255.255.255
                                set dst-subnet 10.252.0.0 255.255.255.255
                            next
                        end
                        config system interface
                            edit "KF-branch-7"
                                set ip 10.252.0.1 255.255.255.255
                                set remote-ip 10.252.0.0 255.255.255.254
                            next
                        end
                        """);
    }

    /** The first of what the gateway offers is what the routers' words mean. */
    @Test
    void theProposalsAreTheGatewaysFirst() {
        assertThat(Proposals.IKE).startsWith("aes256gcm16-prfsha384-ecp384,");
        assertThat(Proposals.ESP).startsWith("aes256gcm16-ecp384,");
    }

    @Test
    void networksBecomeSelectorsPairByPair() {
        Networks networks =
                new Networks(
                        List.of(new Network("10.1.0.0/16")),
                        List.of(new Network("10.7.0.0/24"), new Network("10.7.9.1/32")));
        RouterSide side = side("branch-7", GATEWAY, networks);

        assertThat(text(RouterProfile.STRONGSWAN, side))
                .contains(" local_ts = 10.7.0.0/24,10.7.9.1/32\n", " remote_ts = 10.1.0.0/16\n");
        assertThat(text(RouterProfile.CISCO_IOS_XE, side))
                .contains(
                        """
                        ip access-list extended KF-branch-7
                         permit ip 10.7.0.0 0.0.0.255 10.1.0.0 0.0.255.255
                         permit ip host 10.7.9.1 10.1.0.0 0.0.255.255
                        !
                        """);
        assertThat(text(RouterProfile.FORTIGATE, side))
                .contains("set src-subnet 10.7.0.0 255.255.255.0\n")
                .contains("edit \"KF-branch-7.2\"\n        set phase1name \"KF-branch-7\"\n")
                .contains("set src-subnet 10.7.9.1 255.255.255.255\n")
                .contains("set dst-subnet 10.1.0.0 255.255.0.0\n");
    }

    @Test
    void everythingNeedsNoAccessList() {
        Networks all =
                new Networks(List.of(new Network("0.0.0.0/0")), List.of(new Network("0.0.0.0/0")));

        assertThat(text(RouterProfile.CISCO_IOS_XE, side("branch-7", GATEWAY, all)))
                .doesNotContain("access-list")
                .doesNotContain("ipsec policy")
                .contains(" tunnel destination 203.0.113.1\n tunnel protection ipsec profile KF");
        assertThat(text(RouterProfile.FORTIGATE, side("branch-7", GATEWAY, all)))
                .contains("set src-subnet 0.0.0.0 0.0.0.0\n");
    }

    @ParameterizedTest
    @CsvSource({
        "vpn.example.net, remote fqdn vpn.example.net",
        "gw@example.net, remote email gw@example.net",
        "2001:db8::1, remote address 2001:db8:0:0:0:0:0:1/128"
    })
    void aGatewayWithANameIsAskedForIt(String id, String cisco) {
        RouterSide side = side("branch-7", new GatewayPeer("203.0.113.1", id), Networks.NONE);

        assertThat(text(RouterProfile.STRONGSWAN, side)).contains(" id = \"" + id + "\"\n");
        assertThat(text(RouterProfile.CISCO_IOS_XE, side)).contains(" match identity " + cisco);
        assertThat(text(RouterProfile.FORTIGATE, side))
                .contains("        set peertype one\n        set peerid \"");
    }

    @ParameterizedTest
    @CsvSource({"FQDN, fqdn, fqdn", "EMAIL, email, user-fqdn"})
    void theOtherIdentitiesAreSaidByTheirKind(
            IkeIdentity.Type type, String cisco, String fortigate) {
        String name = (type == IkeIdentity.Type.EMAIL ? "ipsec@" : "") + "t.1000.example.net";
        RouterSide side = side("b", IkeIdentity.ofText(type, name), Optional.empty());

        assertThat(text(RouterProfile.CISCO_IOS_XE, side))
                .contains(" identity local " + cisco + " " + name + "\n")
                .contains(" tunnel source <WAN-INTERFACE>\n");
        assertThat(text(RouterProfile.FORTIGATE, side))
                .contains(" set localid-type " + fortigate + "\n", " set localid \"" + name + "\"");
    }

    @Test
    void anAdoptedRoutersAddressIsAnIdentityToo() {
        RouterSide side =
                side("b", new IkeIdentity(IkeIdentity.Type.IPV4, "c6336407"), Optional.empty());

        assertThat(text(RouterProfile.CISCO_IOS_XE, side))
                .contains(" identity local address 198.51.100.7\n");
        assertThat(text(RouterProfile.FORTIGATE, side)).contains(" set localid-type address\n");
        assertThat(text(RouterProfile.STRONGSWAN, side)).contains("\"ipv4:#c6336407\"");
    }

    @Test
    void aLongOrDottedNameGivesWayToTheId() {
        assertThat(text(RouterProfile.FORTIGATE, side("three-and-ten", GATEWAY, Networks.NONE)))
                .contains("edit \"KF-0123456789ab\"\n");
        assertThat(text(RouterProfile.FORTIGATE, side("one-to-twelv", GATEWAY, Networks.NONE)))
                .contains("edit \"KF-one-to-twelv\"\n");
        assertThat(text(RouterProfile.STRONGSWAN, side("branch.7", GATEWAY, Networks.NONE)))
                .contains("    " + ID + " {")
                .doesNotContain("branch.7 {");
    }

    /** {@code edit wan1} would change the router's own interface. */
    @ParameterizedTest
    @ValueSource(strings = {"wan1", "internal", "dmz"})
    void noTunnelIsNamedLikeAnInterfaceOfTheRouter(String name) {
        assertThat(text(RouterProfile.FORTIGATE, side(name, GATEWAY, Networks.NONE)))
                .contains("    edit \"KF-" + name + "\"\n")
                .doesNotContain("edit \"" + name + "\"");
        assertThat(text(RouterProfile.CISCO_IOS_XE, side(name, GATEWAY, Networks.NONE)))
                .contains("crypto ikev2 profile KF-" + name + "\n");
    }

    /** Else the paste of one tunnel would replace a selector of the other. */
    @Test
    void noSelectorIsNamedLikeAnotherTunnel() {
        Networks two =
                new Networks(
                        List.of(new Network("10.1.0.0/16")),
                        List.of(new Network("10.7.0.0/24"), new Network("10.8.0.0/24")));
        Set<String> names = editedBy("branch", two);

        assertThat(names).hasSize(2);
        for (String other : List.of("branch-2", "branch.2", "branch_2")) {
            assertThat(editedBy(other, two)).doesNotContainAnyElementsOf(names);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\"b", "a b", "a?b", "*.example.net", "%any", "", "@", "é"})
    void aGatewayIsNotNamedByWhatSomeRouterReadsOtherwise(String id) {
        assertThatThrownBy(() -> new GatewayPeer("203.0.113.1", id))
                .isInstanceOf(Inexpressible.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"wan1\nend", "wan 1", "wan1\"", "wan?", "", "1"})
    void anInterfaceIsOneWord(String name) {
        assertThatThrownBy(() -> side("b", KEY_ID, Optional.of(name)))
                .isInstanceOf(Inexpressible.class)
                .hasMessageContaining("interface");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.1.0.0/33", "fd00::/129", "10.1.0/16", "10.1.0.0/", "all", "::/0/0"})
    void aNetworkIsOne(String text) {
        assertThatThrownBy(() -> new Network(text)).isInstanceOf(Inexpressible.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"CISCO_IOS_XE", "FORTIGATE"})
    void whatAProfileDoesNotWriteIsRefusedAndNotRepeated(RouterProfile profile) {
        String blank = "a blank name";
        assertRefused(
                        profile,
                        side(
                                "b",
                                IkeIdentity.ofText(IkeIdentity.Type.KEYID, blank),
                                Optional.empty()))
                .hasMessageNotContaining(blank);
        assertRefused(
                profile, side("b", new IkeIdentity(IkeIdentity.Type.DN, "3000"), Optional.empty()));
        assertRefused(profile, side("b", GatewayPeer.at("2001:db8::1"), Networks.NONE));
        Networks ipv6 = new Networks(List.of(new Network("fd00::/64")), List.of());
        assertRefused(profile, side("b", GATEWAY, ipv6));
        assertRefused(
                profile,
                new RouterSide(
                        "b",
                        ID,
                        KEY_ID,
                        GATEWAY,
                        Optional.empty(),
                        Networks.NONE,
                        Optional.empty()));
    }

    @Test
    void fortigateTakesIdentitiesOf63Characters() {
        RouterSide longest =
                side(
                        "b",
                        IkeIdentity.ofText(IkeIdentity.Type.FQDN, "a".repeat(63)),
                        Optional.empty());
        assertThat(text(RouterProfile.FORTIGATE, longest)).contains("a".repeat(63));
        assertRefused(
                RouterProfile.FORTIGATE,
                side(
                        "b",
                        IkeIdentity.ofText(IkeIdentity.Type.FQDN, "a".repeat(64)),
                        Optional.empty()));
    }

    private static Set<String> editedBy(String tunnel, Networks networks) {
        return Pattern.compile("edit \"([^\"]+)\"")
                .matcher(text(RouterProfile.FORTIGATE, side(tunnel, GATEWAY, networks)))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    private static AbstractThrowableAssert<?, ?> assertRefused(
            RouterProfile profile, RouterSide side) {
        return assertThatThrownBy(() -> profile.configuration(side))
                .isInstanceOf(Inexpressible.class);
    }

    private static String text(RouterProfile profile, RouterSide side) {
        return profile.configuration(side).withPlaceholder();
    }
}
