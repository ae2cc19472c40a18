package dev.keyferry.server.store.writer;

import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.identity.IkeIdentity;
import dev.keyferry.feed.record.KeyBinding;
import dev.keyferry.feed.record.KeyRecord;
import dev.keyferry.server.domain.Account;
import dev.keyferry.server.domain.address.IpAddress;
import dev.keyferry.server.domain.repeat.RememberedRequest;
import dev.keyferry.server.domain.rights.TokenId;
import dev.keyferry.server.domain.token.KeptToken;
import dev.keyferry.server.domain.tunnel.Tunnel;
import dev.keyferry.server.store.rows.AccountRow;
import dev.keyferry.server.store.rows.Head;
import dev.keyferry.server.store.rows.IdentityRow;
import dev.keyferry.server.store.rows.RecordRow;
import dev.keyferry.server.store.rows.Statements;
import dev.keyferry.server.store.rows.VersionRow;
import dev.keyferry.server.store.rows.audit.AuditEntry;
import dev.keyferry.server.store.rows.edge.EdgeRow;
import dev.keyferry.server.store.rows.edge.EndpointRow;
import dev.keyferry.server.store.rows.edge.ExposureRow;
import dev.keyferry.server.store.rows.edge.GatewayRow;
import dev.keyferry.server.store.rows.evidence.AttemptRow;
import dev.keyferry.server.store.rows.evidence.KeyStateRow;
import dev.keyferry.server.store.rows.reauth.ReauthRow;
import dev.keyferry.server.store.rows.repeat.RequestRow;
import dev.keyferry.server.store.rows.token.TokenRow;
import dev.keyferry.server.store.rows.tunnel.TunnelRow;
import dev.keyferry.server.usecase.port.Effect;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The rows of a whole group, one batch for each table. Of what is put in the place of a former row
 * only the last one is written. Confined to one thread.
 */
final class Batch {
    private final List<Account> accounts = new ArrayList<>();
    private final List<Account> changedAccounts = new ArrayList<>();
    private final List<Account> endedAccounts = new ArrayList<>();
    private final Map<TokenId, KeptToken.Legible> tokens = new LinkedHashMap<>();
    private final List<TokenId> endedTokens = new ArrayList<>();
    private final List<EndpointRow> moved = new ArrayList<>();
    private final List<ExposureRow> exposures = new ArrayList<>();
    private final List<Revision> newer = new ArrayList<>();
    private final List<Tunnel> tunnels = new ArrayList<>();
    private final Map<TunnelId, Tunnel> updated = new LinkedHashMap<>();
    private final Set<TunnelId> renamed = new LinkedHashSet<>();
    private final Set<TunnelId> rebound = new LinkedHashSet<>();
    private final Map<TunnelId, List<IdentityRow>> identities = new LinkedHashMap<>();
    private final Map<Place, RecordRow.Newest> records = new LinkedHashMap<>();
    private final List<KeyRecord> resealed = new ArrayList<>();
    private final List<VersionRow> versions = new ArrayList<>();
    private final List<TunnelId> deleted = new ArrayList<>();
    private final List<Instant> purges = new ArrayList<>();
    private final List<RememberedRequest> requests = new ArrayList<>();
    private final List<Instant> forgotten = new ArrayList<>();
    private final List<Effect.EvidenceKept> evidence = new ArrayList<>();
    private final List<AuditEntry> audit = new ArrayList<>();

    /** Where a record stands. */
    private record Place(EdgeId edge, TunnelId tunnel) {}

    /** Adds what one audited request does. */
    void add(AuditEntry entry, List<Effect> effects) {
        audit.add(entry);
        effects.forEach(effect -> add(effect, entry.row().seq()));
    }

    /** Adds what no audit tells of. */
    void add(List<Effect> effects) {
        effects.forEach(effect -> add(effect, 0));
    }

    /** Writes everything but the head. */
    void write(Statements statements, LoadedGroup group) throws SQLException {
        AccountRow.insert(statements, accounts);
        AccountRow.update(statements, changedAccounts);
        EdgeRow.keep(statements, group.edges().changedEdges().values());
        GatewayRow.keep(statements, group.edges().changedGateways().values());
        EndpointRow.move(statements, moved);
        Head.keepNewer(statements, newer);
        TunnelRow.insert(statements, tunnels);
        TunnelRow.update(statements, updated.values(), renamed);
        // What one tunnel of the group gave up another may have taken: all goes, then all comes.
        IdentityRow.delete(statements, deleted);
        IdentityRow.delete(statements, rebound);
        IdentityRow.insert(statements, identities.values().stream().flatMap(List::stream).toList());
        group.dataKeyUses().write(statements);
        // Before those that are put: a key that was set later in the group is the newer one.
        RecordRow.reseal(statements, resealed);
        RecordRow.put(statements, records.values(), group.now());
        VersionRow.insert(statements, versions, group.now());
        // Behind records and versions: a key that the same group changed is not exposed.
        ExposureRow.insert(statements, exposures);
        TunnelRow.delete(statements, deleted);
        KeyStateRow.delete(statements, deleted);
        if (!tunnels.isEmpty() || !deleted.isEmpty()) {
            AccountRow.count(statements, group.tunnelCounts());
        }
        TokenRow.keep(statements, tokens.values());
        TokenRow.delete(statements, endedTokens);
        TokenRow.deleteOf(statements, endedAccounts);
        AccountRow.end(statements, endedAccounts, group.now());
        RecordRow.purgeGone(statements, purges);
        ReauthRow.put(statements, group.orders(), group.now());
        RequestRow.insert(statements, requests, group.now());
        RequestRow.forget(statements, forgotten);
        KeyStateRow.keep(statements, evidence);
        AttemptRow.keep(statements, evidence, group.now());
        AuditEntry.insert(statements, audit);
    }

    private void add(Effect effect, long auditSeq) {
        switch (effect) {
            case Effect.AccountCreated created -> accounts.add(created.account());
            case Effect.AccountChanged changed -> changedAccounts.add(changed.account());
            case Effect.AccountDeleted ended -> endedAccounts.add(ended.account());
            case Effect.TokenKept kept -> tokens.put(kept.kept().id(), kept.kept());
            case Effect.TokenDeleted ended -> endedTokens.add(ended.kept().id());
            // What edges and gateways come to in the end is in the group.
            case Effect.EdgeKept _, Effect.GatewayKept _ -> {}
            case Effect.EndpointMoved(IpAddress address, EdgeId edge) ->
                    moved.add(new EndpointRow(address, edge));
            case Effect.KeysExposed exposed ->
                    exposures.add(
                            new ExposureRow(exposed.gateway(), exposed.edge(), exposed.through()));
            case Effect.NewerKnown(Revision revision) -> newer.add(revision);
            case Effect.TunnelCreated created -> add(created);
            case Effect.TunnelUpdated update -> add(update);
            case Effect.TunnelDeleted gone -> {
                deleted.add(gone.tunnel());
                identities.remove(gone.tunnel());
            }
            case Effect.KeySet set -> {
                put(new RecordRow.Newest(set.record(), Optional.of(set.fingerprint())));
                versions.add(new VersionRow(set, auditSeq));
            }
            case Effect.KeyResealed key -> resealed.add(key.record());
            case Effect.KeyGone gone -> put(new RecordRow.Newest(gone.record(), Optional.empty()));
            // It is in the group.
            case Effect.ReauthOrdered _ -> {}
            case Effect.RequestRemembered remembered -> requests.add(remembered.request());
            case Effect.RequestsForgotten old -> forgotten.add(old.upTo());
            case Effect.EvidenceKept kept -> evidence.add(kept);
            case Effect.TombstonesPurged purged -> purges.add(purged.before());
        }
    }

    private void put(RecordRow.Newest newest) {
        KeyBinding binding = newest.record().binding();
        records.put(new Place(binding.edge(), binding.tunnel()), newest);
    }

    /** Only what a tunnel comes to in the end is written, even if several changes met here. */
    private void add(Effect.TunnelUpdated update) {
        TunnelId id = update.after().id();
        updated.put(id, update.after());
        if (update.isRenamed()) {
            renamed.add(id);
        }
        if (update.isRebound()) {
            rebound.add(id);
            claim(update.after(), update.identities());
        }
    }

    private void add(Effect.TunnelCreated created) {
        Tunnel tunnel = created.tunnel();
        tunnels.add(tunnel);
        claim(tunnel, created.identities());
    }

    private void claim(Tunnel tunnel, List<IkeIdentity> all) {
        identities.put(
                tunnel.id(),
                all.stream()
                        .map(identity -> IdentityRow.of(tunnel.edge(), identity, tunnel.id()))
                        // A router may name itself by one text in two types.
                        .distinct()
                        .toList());
    }
}
