package dev.keyferry.server.store.rows;

import dev.keyferry.feed.History;
import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.identity.IkeIdentity;
import dev.keyferry.feed.record.TunnelRecord;
import dev.keyferry.server.domain.address.IpAddress;
import dev.keyferry.server.domain.edge.Edge;
import dev.keyferry.server.domain.gateway.KeptGateway;
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
import dev.keyferry.server.usecase.port.Effect;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the audit says of a request's effects: one hash over what each of them set, in order
 * (docs/adr/0004-group-commit.md). Who claims that a request set something else gets another hash.
 */
public final class ItemsHash {
    private ItemsHash() {}

    public static Bytes of(List<Effect> effects) {
        Digest digest = new Digest();
        effects.forEach(effect -> put(digest, effect));
        return digest.result();
    }

    /** Of an epoch that began outside a server, with records that gateways had. */
    public static Bytes of(History begun, List<TunnelRecord> adopted) {
        Digest digest = new Digest().put("epoch begun").put(begun.epoch().value());
        begun.former().forEach(epoch -> digest.put(epoch.value()));
        adopted.forEach(record -> put(digest, record));
        return digest.result();
    }

    // The MAC is over everything that the record says but its place in the feed.
    private static void put(Digest digest, TunnelRecord record) {
        digest.put("record adopted")
                .put(record.binding().edge().value())
                .put(record.binding().tunnel().value())
                .put(record.binding().version().value())
                .put(record.mac());
    }

    private static void put(Digest digest, Effect effect) {
        switch (effect) {
            case Effect.AccountCreated created ->
                    digest.put("account created").put(created.account().id().value());
            case Effect.AccountChanged changed ->
                    digest.put("account changed")
                            .put(changed.account().id().value())
                            .put(changed.account().name().value())
                            .put(changed.account().type().name())
                            .put(changed.account().pskPolicy().toString());
            case Effect.AccountDeleted deleted ->
                    digest.put("account deleted").put(deleted.account().id().value());
            case Effect.TokenKept kept -> put(digest, kept.kept().token());
            case Effect.TokenDeleted deleted ->
                    digest.put("token deleted").put(deleted.kept().id().value());
            case Effect.EdgeKept(Edge edge) -> put(digest, edge);
            case Effect.EndpointMoved moved ->
                    digest.put("endpoint moved")
                            .put(moved.address().value())
                            .put(moved.edge().value());
            // The MAC is over everything that is said of the gateway.
            case Effect.GatewayKept(KeptGateway kept) ->
                    digest.put("gateway kept").put(kept.gateway().name().value()).put(kept.mac());
            case Effect.KeysExposed exposed ->
                    digest.put("keys exposed")
                            .put(exposed.gateway().value())
                            .put(exposed.edge().value())
                            .put(exposed.through().value());
            case Effect.NewerKnown(Revision revision) ->
                    digest.put("newer history known").put(revision.value());
            case Effect.TunnelCreated created ->
                    put(digest.put("tunnel created"), created.tunnel(), created.identities());
            case Effect.TunnelUpdated updated ->
                    put(digest.put("tunnel updated"), updated.after(), updated.identities());
            case Effect.TunnelDeleted deleted ->
                    digest.put("tunnel deleted").put(deleted.tunnel().value());
            case Effect.KeySet set ->
                    digest.put("key set")
                            .put(set.record().binding().tunnel().value())
                            .put(set.record().binding().version().value())
                            .put(set.fingerprint().value());
            case Effect.KeyResealed resealed ->
                    digest.put("key resealed")
                            .put(resealed.record().binding().tunnel().value())
                            .put(resealed.record().binding().version().value())
                            .put(resealed.record().mac());
            case Effect.KeyGone gone ->
                    digest.put("key gone")
                            .put(gone.record().binding().tunnel().value())
                            .put(gone.record().binding().version().value());
            case Effect.ReauthOrdered ordered ->
                    digest.put("reauthentication ordered")
                            .put(ordered.order().tunnel().value())
                            .put(ordered.order().version().value())
                            .put(ordered.order().mac());
            case Effect.RequestRemembered remembered ->
                    digest.put("request remembered").put(remembered.request().mark().key());
            case Effect.RequestsForgotten forgotten ->
                    digest.put("requests forgotten").put(Columns.time(forgotten.upTo()));
            // Not audited; the name is there so that no two kinds of effect are hashed alike.
            case Effect.EvidenceKept kept ->
                    digest.put("evidence kept").put(kept.gateway().value());
            case Effect.TombstonesPurged purged ->
                    digest.put("tombstones purged").put(Columns.time(purged.before()));
        }
    }

    private static void put(Digest digest, Edge edge) {
        digest.put("edge kept").put(edge.name().value()).put(edge.keys().size());
        edge.keys().forEach(key -> digest.put(key.id().value()).put(key.mac()));
        digest.put(edge.addresses().size());
        edge.addresses().forEach(address -> digest.put(address.value()));
    }

    private static void put(Digest digest, Token token) {
        Terms terms = token.terms();
        digest.put("token kept").put(token.id().value()).put(token.hash());
        digest.put(token.owner().map(AccountId::value).orElse(""));
        digest.put(terms.name().value()).put(terms.state().name());
        // A policy's id follows from everything that the policy says.
        putAll(digest, terms.policies().stream().map(Policy::id).toList());
        putAll(digest, terms.condition().in().stream().map(Network::toString).toList());
        putAll(digest, terms.condition().notIn().stream().map(Network::toString).toList());
        digest.put(text(terms.validity().notBefore())).put(text(terms.validity().expiresOn()));
    }

    private static void put(Digest digest, Tunnel tunnel, List<IkeIdentity> identities) {
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
