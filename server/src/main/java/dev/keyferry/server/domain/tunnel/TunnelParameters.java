package dev.keyferry.server.domain.tunnel;

import java.util.Optional;

/**
 * What a caller gives of a tunnel, apart from its key.
 *
 * @param cloudflareEndpoint the address at which the edge ends the tunnel, under its public name
 * @param customerEndpoint the customer's address, where it is known and fixed
 */
public record TunnelParameters(
        TunnelName name,
        IpAddress cloudflareEndpoint,
        Optional<IpAddress> customerEndpoint,
        InterfaceAddress interfaceAddress,
        Optional<Description> description) {}
