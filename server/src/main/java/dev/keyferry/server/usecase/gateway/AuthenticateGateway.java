package dev.keyferry.server.usecase.gateway;

import dev.keyferry.feed.enrol.GatewayToken;
import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.server.domain.gateway.Gateway;
import dev.keyferry.server.usecase.port.edge.Gateways;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * Tells which gateway holds a token. The store is asked for each request, so that a revocation
 * holds for the very next one. Thread-safe.
 */
public final class AuthenticateGateway {
    private final Gateways gateways;
    private final GatewayMacs macs;

    public AuthenticateGateway(Gateways gateways, GatewayMacs macs) {
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
        return gateways.ofToken(hash)
                .flatMap(macs::authentic)
                .filter(Gateway::isServed)
                .filter(gateway -> gateway.token().filter(own -> isSame(own, hash)).isPresent())
                .map(Gateway::name);
    }

    private static boolean isSame(Bytes own, Bytes hash) {
        return MessageDigest.isEqual(own.toArray(), hash.toArray());
    }
}
