package dev.keyferry.app.command.router;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.Failure;
import dev.keyferry.app.api.Printable;
import dev.keyferry.app.api.Tunnel;
import dev.keyferry.server.router.GatewayPeer;
import dev.keyferry.server.router.Inexpressible;
import dev.keyferry.server.router.InnerAddresses;
import dev.keyferry.server.router.Network;
import dev.keyferry.server.router.RouterConfiguration;
import dev.keyferry.server.router.RouterProfile;
import dev.keyferry.server.router.RouterSide;
import dev.keyferry.server.router.RouterSide.Networks;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say what a router is told. They mirror those of {@code tunnel connection}. */
public final class RouterOptions {
    @Option(
            names = "--profile",
            paramLabel = "PROFILE",
            description =
                    "The router's language: ${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
    private RouterProfile profile = RouterProfile.STRONGSWAN;

    @Mixin private final IdentityOption identity = new IdentityOption();

    @Option(
            names = "--gateway-id",
            paramLabel = "ID",
            description = "What the gateway says of itself; default its address.")
    private @Nullable String gatewayId;

    @Option(
            names = "--gateway-ts",
            paramLabel = "CIDR",
            description = "A network behind the gateway; default its inner address.")
    private List<String> gatewayNetworks = List.of();

    @Option(
            names = "--router-ts",
            paramLabel = "CIDR",
            description = "A network behind the router; default its inner address.")
    private List<String> routerNetworks = List.of();

    @Option(
            names = "--wan-interface",
            paramLabel = "NAME",
            description = "The router's interface to the gateway; else a gap is left for it.")
    private @Nullable String wanInterface;

    public RouterProfile profile() {
        return profile;
    }

    /**
     * What there is to say to the tunnel's router.
     *
     * @throws Failure a usage failure for an option that no router can be told, a refusal for a
     *     tunnel
     */
    public RouterSide side(Tunnel tunnel) {
        Networks networks = usage(() -> new Networks(all(gatewayNetworks), all(routerNetworks)));
        GatewayPeer gateway =
                usage(() ->
                        new GatewayPeer(
                                tunnel.cloudflareEndpoint(),
                                Optional.ofNullable(gatewayId)
                                        .orElse(tunnel.cloudflareEndpoint())));
        return told(
                tunnel.name(),
                () ->
                        new RouterSide(
                                tunnel.name(),
                                tunnel.id(),
                                identity.identity().identity(tunnel),
                                gateway,
                                InnerAddresses.of(tunnel.interfaceAddress()),
                                networks,
                                Optional.ofNullable(wanInterface)));
    }

    /**
     * The same in the router's language.
     *
     * @throws Failure a refusal if that has no words for it
     */
    public RouterConfiguration configuration(RouterSide side) {
        return told(side.name(), () -> profile.configuration(side));
    }

    /** What is to be said of tunnels beside their configurations. */
    public Optional<String> note(Adopted adopted) {
        return gatewayNetworks.isEmpty() || routerNetworks.isEmpty()
                ? adopted.note("--gateway-ts and --router-ts")
                : Optional.empty();
    }

    private <T> T told(String tunnel, Supplier<T> tell) {
        try {
            return tell.get();
        } catch (Inexpressible e) {
            throw new Failure(
                    ExitCode.REFUSED,
                    "the router of tunnel "
                            + Printable.of(tunnel)
                            + " cannot be told this as "
                            + profile
                            + ": "
                            + e.sentence(),
                    "docs/routers.md tells what each profile can say",
                    e);
        }
    }

    private static List<Network> all(List<String> networks) {
        return networks.stream().map(Network::new).toList();
    }

    private static <T> T usage(Supplier<T> read) {
        try {
            return read.get();
        } catch (Inexpressible e) {
            throw Failure.usage(
                    e.sentence(),
                    "give --gateway-id as an address or a name, --gateway-ts and --router-ts as"
                            + " networks such as 10.1.0.0/16");
        }
    }
}
