package dev.keyferry.server.domain.tunnel.edit;

import dev.keyferry.server.domain.address.IpAddress;
import dev.keyferry.server.domain.tunnel.Description;
import dev.keyferry.server.domain.tunnel.InterfaceAddress;
import dev.keyferry.server.domain.tunnel.InterfaceAddress6;
import dev.keyferry.server.domain.tunnel.NullCipher;
import dev.keyferry.server.domain.tunnel.ReplayProtection;
import dev.keyferry.server.domain.tunnel.ReturnRouting;
import dev.keyferry.server.domain.tunnel.TunnelName;
import dev.keyferry.server.domain.tunnel.TunnelParameters;
import dev.keyferry.server.domain.tunnel.bgp.Bgp;
import java.util.Optional;

/** Changes of a tunnel's parameters, field by field; BGP is given as a whole. */
public record TunnelEdit(
        Edit<TunnelName> name,
        Edit<IpAddress> cloudflareEndpoint,
        Edit<Optional<IpAddress>> customerEndpoint,
        Edit<InterfaceAddress> interfaceAddress,
        Edit<Optional<InterfaceAddress6>> interfaceAddress6,
        Edit<Optional<Description>> description,
        Edit<ReplayProtection> replayProtection,
        Edit<NullCipher> allowNullCipher,
        Edit<ReturnRouting> automaticReturnRouting,
        HealthCheckEdit healthCheck,
        Edit<Optional<Bgp>> bgp,
        FarIdentitiesEdit farIdentities) {
    public TunnelParameters over(TunnelParameters before) {
        return new TunnelParameters(
                name.over(before.name()),
                cloudflareEndpoint.over(before.cloudflareEndpoint()),
                customerEndpoint.over(before.customerEndpoint()),
                interfaceAddress.over(before.interfaceAddress()),
                interfaceAddress6.over(before.interfaceAddress6()),
                description.over(before.description()),
                replayProtection.over(before.replayProtection()),
                allowNullCipher.over(before.allowNullCipher()),
                automaticReturnRouting.over(before.automaticReturnRouting()),
                healthCheck.over(before.healthCheck()),
                bgp.over(before.bgp()),
                farIdentities.over(before.farIdentities()));
    }
}
