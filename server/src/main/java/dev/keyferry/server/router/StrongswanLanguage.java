package dev.keyferry.server.router;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.stream.Collectors.joining;

import java.util.HexFormat;
import java.util.List;

/** {@code swanctl.conf}, in a form that every strongSwan with swanctl reads. */
final class StrongswanLanguage {
    private static final int LONGEST_SECTION = 64;

    private StrongswanLanguage() {}

    /**
     * The connection comes up with traffic and again whenever there is some, also after a key did
     * not fit. The key's owner is the router's own identity alone: the gateway's would give it to
     * every tunnel that this router has there.
     */
    static RouterConfiguration write(RouterSide side) {
        String section = side.label(LONGEST_SECTION);
        String own = side.identity().type().charonName() + ":#" + side.identity().hex();
        String template =
                """
                # The router of tunnel %s (%s).
                connections {
                    %s {
                        version = 2
                        proposals = %s
                        remote_addrs = %s
                        dpd_delay = 30s
                        local {
                            auth = psk
                            id = "%s"
                        }
                        remote {
                            auth = psk
                            id = "%s"
                        }
                        children {
                            %s {
                                local_ts = %s
                                remote_ts = %s
                                esp_proposals = %s
                                start_action = trap
                            }
                        }
                    }
                }
                secrets {
                    ike-%s {
                        id = "%s"
                        secret = "%s"
                    }
                }
                """
                        .formatted(
                                side.name(),
                                side.id(),
                                section,
                                Proposals.IKE,
                                side.gateway().address(),
                                own,
                                side.gateway().id(),
                                section,
                                selectors(side.routerNetworks()),
                                selectors(side.gatewayNetworks()),
                                Proposals.ESP,
                                section,
                                own,
                                RouterConfiguration.KEY);
        return RouterConfiguration.of(template, StrongswanLanguage::key);
    }

    private static String selectors(List<Network> networks) {
        return networks.isEmpty()
                ? "dynamic"
                : networks.stream().map(Network::text).collect(joining(","));
    }

    /**
     * As it is where that is read as it is; any other key in hexadecimal, which takes every one.
     */
    private static byte[] key(byte[] key) {
        boolean isPlain = !KeyCharacters.beginsLikeANumber(key);
        for (byte c : key) {
            isPlain &= KeyCharacters.isLetterOrDigit(c) || c == '.' || c == '_' || c == '-';
        }
        return isPlain ? key.clone() : ("0x" + HexFormat.of().formatHex(key)).getBytes(US_ASCII);
    }
}
