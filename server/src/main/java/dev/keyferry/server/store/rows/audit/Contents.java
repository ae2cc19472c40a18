package dev.keyferry.server.store.rows.audit;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.identity.IkeIdentity;
import dev.keyferry.server.domain.Account;
import dev.keyferry.server.domain.address.IpAddress;
import dev.keyferry.server.domain.edge.Edge;
import dev.keyferry.server.domain.rights.Policy;
import dev.keyferry.server.domain.token.Network;
import dev.keyferry.server.domain.token.Terms;
import dev.keyferry.server.domain.token.Token;
import dev.keyferry.server.domain.tunnel.Description;
import dev.keyferry.server.domain.tunnel.HealthCheck;
import dev.keyferry.server.domain.tunnel.InterfaceAddress6;
import dev.keyferry.server.domain.tunnel.Tunnel;
import dev.keyferry.server.domain.tunnel.TunnelParameters;
import dev.keyferry.server.domain.tunnel.bgp.Bgp;
import dev.keyferry.server.domain.tunnel.bgp.FilterId;
import dev.keyferry.server.domain.tunnel.bgp.Prefix;
import dev.keyferry.server.store.rows.Columns;
import dev.keyferry.server.store.rows.Digest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Hashes of everything that a request set somewhere. Who claims that it set something else gets
 * another hash.
 */
final class Contents {
    private Contents() {}

    static Bytes of(Account account) {
        return new Digest()
                .put(account.name().value())
                .put(account.type().name())
                .put(account.pskPolicy().toString())
                .result();
    }

    static Bytes of(Edge edge) {
        Digest digest = new Digest().put(edge.keys().size());
        edge.keys().forEach(key -> digest.put(key.id().value()).put(key.mac()));
        digest.put(edge.addresses().size());
        edge.addresses().forEach(address -> digest.put(address.value()));
        return digest.result();
    }

    static Bytes of(Token token) {
        Terms terms = token.terms();
        Digest digest = new Digest().put(token.hash());
        digest.put(token.owner().map(AccountId::value).orElse(""));
        digest.put(terms.name().value()).put(terms.state().name());
        // A policy's id follows from everything that the policy says.
        putAll(digest, terms.policies().stream().map(Policy::id).toList());
        putAll(digest, terms.condition().in().stream().map(Network::toString).toList());
        putAll(digest, terms.condition().notIn().stream().map(Network::toString).toList());
        digest.put(text(terms.validity().notBefore())).put(text(terms.validity().expiresOn()));
        return digest.result();
    }

    static Bytes of(Tunnel tunnel, List<IkeIdentity> identities) {
        Digest digest = new Digest();
        TunnelParameters parameters = tunnel.parameters();
        digest.put(tunnel.id().value()).put(tunnel.account().value()).put(tunnel.edge().value());
        digest.put(parameters.name().value()).put(parameters.cloudflareEndpoint().value());
        put(digest, parameters.customerEndpoint().map(IpAddress::value));
        digest.put(parameters.interfaceAddress().value());
        put(digest, parameters.interfaceAddress6().map(InterfaceAddress6::value));
        put(digest, parameters.description().map(Description::value));
        digest.put(parameters.replayProtection().name())
                .put(parameters.allowNullCipher().name())
                .put(parameters.automaticReturnRouting().name());
        put(digest, parameters.healthCheck());
        digest.put(parameters.bgp().isPresent() ? 1 : 0);
        parameters.bgp().ifPresent(bgp -> put(digest, bgp));
        putAll(
                digest,
                identities.stream()
                        .sorted()
                        .map(identity -> identity.type().name() + " " + identity.hex())
                        .toList());
        return digest.result();
    }

    private static void put(Digest digest, HealthCheck check) {
        digest.put(check.activity().name())
                .put(check.rate().name())
                .put(check.type().name())
                .put(check.direction().name());
        put(digest, check.target().map(IpAddress::value));
    }

    // Whether there is an MD5 key, and not which: the audit outlives the tunnel, and its readers
    // could try weak ones.
    private static void put(Digest digest, Bgp bgp) {
        digest.put(bgp.customerAsn().value());
        putAll(digest, bgp.extraPrefixes().stream().map(Prefix::value).toList());
        put(digest, bgp.importFilter().map(FilterId::value));
        put(digest, bgp.exportFilter().map(FilterId::value));
        digest.put(bgp.md5Key().isPresent() ? 1 : 0);
    }

    private static void put(Digest digest, Optional<String> value) {
        putAll(digest, value.stream().toList());
    }

    private static void putAll(Digest digest, List<String> values) {
        digest.put(values.size());
        values.forEach(digest::put);
    }

    private static String text(Optional<Instant> time) {
        return time.map(at -> Long.toString(Columns.time(at))).orElse("");
    }
}
