package dev.keyferry.server.usecase.gateway;

import dev.keyferry.feed.enrol.GatewayToken;
import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.server.domain.gateway.Gateway;
import dev.keyferry.server.usecase.port.edge.Gateways;
import dev.keyferry.server.usecase.port.edge.ServedGateways;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * Tells which gateway holds a token. Those that are served are known without the store, since a
 * commit wakes a thousand of them at once; a revocation holds for the very next request all the
 * same. Thread-safe.
 */
public final class AuthenticateGateway {
    private final ServedGateways served;
    private final Gateways gateways;
    private final GatewayMacs macs;

    public AuthenticateGateway(ServedGateways served, Gateways gateways, GatewayMacs macs) {
        this.served = served;
        this.gateways = gateways;
        this.macs = macs;
    }

    /**
     * Returns whose token it is; empty if it is nobody's, or that gateway is revoked. Only hashes
     * are compared, and in constant time.
     *
     * @throws dev.keyferry.server.usecase.port.StoreUnavailable if the store fails
     */
    public Optional<GatewayName> of(GatewayToken token) throws InterruptedException {
        Bytes hash = token.hash();
        Optional<Gateway> known = served.ofToken(hash);
        // Another server may have enrolled it just now.
        Optional<Gateway> owner =
                known.isPresent() ? known : gateways.ofToken(hash).flatMap(macs::authentic);
        return owner.filter(Gateway::isServed)
                .filter(gateway -> gateway.token().filter(own -> isSame(own, hash)).isPresent())
                .map(Gateway::name);
    }

    private static boolean isSame(Bytes own, Bytes hash) {
        return MessageDigest.isEqual(own.toArray(), hash.toArray());
    }
}
