package dev.keyferry.server.domain.tunnel;

import dev.keyferry.server.domain.address.IpAddress;
import dev.keyferry.server.domain.tunnel.bgp.Bgp;
import java.util.Optional;

/**
 * What a caller gives of a tunnel, apart from its key.
 *
 * @param cloudflareEndpoint the address at which the edge ends the tunnel, under its public name
 * @param customerEndpoint the customer's address, where it is known and fixed
 * @param farIdentities those that are given; every tunnel has generated ones beside
 */
public record TunnelParameters(
        TunnelName name,
        IpAddress cloudflareEndpoint,
        Optional<IpAddress> customerEndpoint,
        InterfaceAddress interfaceAddress,
        Optional<InterfaceAddress6> interfaceAddress6,
        Optional<Description> description,
        ReplayProtection replayProtection,
        NullCipher allowNullCipher,
        ReturnRouting automaticReturnRouting,
        HealthCheck healthCheck,
        Optional<Bgp> bgp,
        FarIdentities farIdentities) {
    /** A tunnel of which only that is given which every tunnel must have. */
    public static TunnelParameters of(
            TunnelName name, IpAddress cloudflareEndpoint, InterfaceAddress interfaceAddress) {
        return new TunnelParameters(
                name,
                cloudflareEndpoint,
                Optional.empty(),
                interfaceAddress,
                Optional.empty(),
                Optional.empty(),
                ReplayProtection.OFF,
                NullCipher.REFUSED,
                ReturnRouting.MANUAL,
                HealthCheck.DEFAULT,
                Optional.empty(),
                FarIdentities.NONE);
    }

    /** Where requests of the health check go: the target, else the customer's address. */
    public Optional<IpAddress> effectiveTarget() {
        return healthCheck.target().or(this::customerEndpoint);
    }
}
