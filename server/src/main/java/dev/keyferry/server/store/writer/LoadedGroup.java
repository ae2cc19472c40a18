package dev.keyferry.server.store.writer;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.AccountNumber;
import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.DataKeyId;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.id.PskVersion;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.identity.IkeIdentity;
import dev.keyferry.feed.reauth.ReauthOrder;
import dev.keyferry.feed.record.TunnelRecord;
import dev.keyferry.feed.seal.Fingerprint;
import dev.keyferry.server.domain.Account;
import dev.keyferry.server.domain.address.IpAddress;
import dev.keyferry.server.domain.edge.Edge;
import dev.keyferry.server.domain.gateway.KeptGateway;
import dev.keyferry.server.domain.repeat.RememberedRequest;
import dev.keyferry.server.domain.rights.TokenId;
import dev.keyferry.server.domain.token.KeptToken;
import dev.keyferry.server.domain.tunnel.Tunnel;
import dev.keyferry.server.domain.tunnel.TunnelName;
import dev.keyferry.server.store.rows.AccountRow;
import dev.keyferry.server.store.rows.Head;
import dev.keyferry.server.store.rows.KeyRow;
import dev.keyferry.server.store.rows.RecordRow;
import dev.keyferry.server.store.rows.Statements;
import dev.keyferry.server.store.rows.reauth.ReauthRow;
import dev.keyferry.server.store.rows.repeat.RequestRow;
import dev.keyferry.server.store.rows.tunnel.TunnelRow;
import dev.keyferry.server.usecase.port.Change.Names;
import dev.keyferry.server.usecase.port.Effect;
import dev.keyferry.server.usecase.port.Group;
import dev.keyferry.server.usecase.port.TunnelKey;
import dev.keyferry.server.usecase.port.TunnelKey.Held;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a group's changes named, as the database has it, and over it what the group's decisions did
 * so far. Confined to one thread.
 */
final class LoadedGroup implements Group {
    /** Numbers are assigned from here: lower ones look like mistakes... */
    private static final long FIRST_ASSIGNED = 1_000;

    /** ...to here, whatever greater ones are given. */
    private static final long LAST_ASSIGNED = 999_999_999;

    private final Statements statements;
    private final long serial;
    private final Instant now;
    private final Epoch epoch;
    private Revision head;
    private final Optional<Revision> newer;
    private int created;
    private final Map<AccountId, Account> accounts = new HashMap<>();
    private final Map<AccountNumber, Integer> tunnels = new HashMap<>();
    private final Map<TunnelId, KeyRow> keys = new HashMap<>();
    private final LoadedTunnels whole;
    private final Set<TakenName> taken = new HashSet<>();
    private final Map<Bytes, RememberedRequest> requests = new HashMap<>();
    private final Map<TunnelId, ReauthRow> orders = new HashMap<>();
    private final DataKeyUses uses = new DataKeyUses();
    private final IdentityClaims claims;
    private final LoadedTokens tokens;
    private final LoadedEdges edges;

    private LoadedGroup(Statements statements, long serial, Instant now, Head head) {
        this.statements = statements;
        this.serial = serial;
        this.now = now;
        this.epoch = head.epoch();
        this.head = head.revision();
        this.newer = head.newer();
        this.claims = new IdentityClaims(statements);
        this.whole = new LoadedTunnels(statements);
        this.tokens = new LoadedTokens(statements);
        this.edges = new LoadedEdges(statements);
    }

    private record TakenName(AccountNumber account, TunnelName name) {}

    /** Reads what the changes named, each kind with one query. */
    static LoadedGroup load(
            Statements statements, long serial, Instant now, Head head, Collection<Names> names)
            throws SQLException {
        LoadedGroup group = new LoadedGroup(statements, serial, now, head);
        group.loadAccounts(names);
        List<TunnelId> ids = names.stream().flatMap(n -> n.tunnels().stream()).toList();
        for (KeyRow row : KeyRow.read(statements, ids)) {
            group.keys.put(row.key().tunnel(), row.above(head.versionFloor()));
        }
        group.whole.load(names.stream().flatMap(n -> n.wholeTunnels().stream()).toList());
        for (Names name : names) {
            group.loadTakenNames(name);
        }
        return group;
    }

    @Override
    public long serial() {
        return serial;
    }

    @Override
    public Epoch epoch() {
        return epoch;
    }

    @Override
    public Revision head() {
        return head;
    }

    @Override
    public Optional<Revision> newer() {
        return newer;
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public Optional<Account> account(AccountId id) {
        return Optional.ofNullable(accounts.get(id));
    }

    @Override
    public int accounts() {
        return Math.toIntExact(AccountRow.count(statements)) + created;
    }

    @Override
    public boolean isTaken(AccountId id) {
        return accounts.containsKey(id) || AccountRow.isTaken(statements, id);
    }

    @Override
    public Optional<KeptToken> token(TokenId id) {
        return tokens.find(id);
    }

    @Override
    public int tokens(Optional<AccountId> owner) {
        return tokens.count(owner);
    }

    @Override
    public boolean isTaken(AccountNumber number) {
        return tunnels.containsKey(number) || AccountRow.isTaken(statements, number);
    }

    @Override
    public AccountNumber freeNumber() {
        long known =
                tunnels.keySet().stream()
                        .mapToLong(AccountNumber::value)
                        .filter(number -> number <= LAST_ASSIGNED)
                        .max()
                        .orElse(0);
        long stored = AccountRow.greatest(statements, LAST_ASSIGNED);
        return new AccountNumber(Math.max(FIRST_ASSIGNED, Math.max(known, stored) + 1));
    }

    @Override
    public int tunnels(Account account) {
        return tunnels.getOrDefault(account.number(), 0);
    }

    @Override
    public boolean isTaken(Account account, TunnelName name) {
        return taken.contains(new TakenName(account.number(), name));
    }

    @Override
    public Optional<TunnelKey> key(Account account, TunnelId tunnel) {
        return Optional.ofNullable(keys.get(tunnel))
                .filter(row -> row.account() == account.number().value())
                .map(KeyRow::key);
    }

    @Override
    public Optional<DataKeyId> sealing(TunnelId tunnel) {
        return Optional.ofNullable(keys.get(tunnel)).flatMap(KeyRow::dataKey);
    }

    @Override
    public Optional<PskVersion> next(TunnelId tunnel) {
        return Optional.ofNullable(keys.get(tunnel)).map(row -> row.key().next());
    }

    @Override
    public Optional<TunnelId> claimant(EdgeId edge, IkeIdentity identity) {
        return claims.claimant(edge, identity);
    }

    @Override
    public boolean isClaimed(IkeIdentity identity) {
        return claims.isClaimed(identity);
    }

    @Override
    public boolean isEndpoint(IpAddress address) {
        return edges.isBound(address) || claims.isEndpoint(address);
    }

    @Override
    public void claim(Tunnel tunnel, List<IkeIdentity> identities) {
        claims.claim(tunnel, identities);
    }

    @Override
    public Optional<RememberedRequest> remembered(Bytes key) {
        return Optional.ofNullable(requests.get(key))
                .or(() -> RequestRow.find(statements, key, now.minus(RememberedRequest.KEPT)));
    }

    @Override
    public boolean hasRequestsUpTo(Instant instant) {
        return RequestRow.hasAnyUpTo(statements, instant);
    }

    @Override
    public Optional<Tunnel> tunnel(Account account, TunnelId tunnel) {
        return key(account, tunnel)
                .flatMap(key -> whole.find(tunnel).map(found -> found.with(key.present())));
    }

    @Override
    public boolean everHad(TunnelId tunnel, Fingerprint fingerprint) {
        return whole.everHad(tunnel, fingerprint);
    }

    @Override
    public boolean hasTombstonesBefore(Instant instant) {
        return RecordRow.hasGoneBefore(statements, instant);
    }

    @Override
    public LoadedEdges edges() {
        return edges;
    }

    /** Lets the next decision see nothing of what one before it claimed in vain. */
    void begin() {
        claims.begin();
    }

    /** Lets the decisions that follow see these effects, and what the decision claimed. */
    void apply(List<Effect> effects) {
        claims.accept();
        effects.forEach(this::apply);
    }

    /** The accounts whose number of tunnels may have changed, with that number. */
    Map<AccountNumber, Integer> tunnelCounts() {
        return tunnels;
    }

    /** The orders that the group's decisions gave, the last one of each tunnel. */
    Collection<ReauthRow> orders() {
        return orders.values();
    }

    DataKeyUses dataKeyUses() {
        return uses;
    }

    private void apply(Effect effect) {
        switch (effect) {
            case Effect.AccountCreated(Account account) -> {
                accounts.put(account.id(), account);
                tunnels.put(account.number(), 0);
                created++;
            }
            case Effect.AccountChanged(Account account) -> accounts.put(account.id(), account);
            case Effect.AccountDeleted(Account account) -> {
                // Its number stays known, so that none of this group's is given again.
                accounts.remove(account.id());
                tokens.endOwner(account);
                created--;
            }
            case Effect.TokenKept(KeptToken.Legible kept) -> tokens.keep(kept);
            case Effect.TokenDeleted(KeptToken kept) -> tokens.delete(kept);
            case Effect.EdgeKept(Edge edge) -> edges.keep(edge);
            case Effect.GatewayKept(KeptGateway kept) -> edges.keep(kept);
            // Decided alone, so nothing that was read moves.
            case Effect.EndpointMoved _ -> {}
            case Effect.KeysExposed _ -> {}
            // The decisions of this group that follow may still set keys: none was handed out.
            case Effect.NewerKnown _ -> {}
            case Effect.TunnelCreated(Tunnel tunnel, List<IkeIdentity> identities) -> {
                TunnelKey bare = TunnelKey.bare(tunnel);
                keys.put(tunnel.id(), new KeyRow(tunnel.number().value(), bare, Optional.empty()));
                taken.add(new TakenName(tunnel.number(), tunnel.parameters().name()));
                tunnels.merge(tunnel.number(), 1, Integer::sum);
            }
            case Effect.TunnelUpdated updated -> {
                Tunnel tunnel = updated.after();
                whole.put(tunnel);
                keys.computeIfPresent(tunnel.id(), (_, row) -> row.of(tunnel));
                taken.add(new TakenName(tunnel.number(), tunnel.parameters().name()));
            }
            case Effect.TunnelDeleted(Account account, TunnelId tunnel) -> {
                keys.remove(tunnel);
                claims.forget(tunnel);
                tunnels.merge(account.number(), -1, Integer::sum);
            }
            case Effect.KeySet set -> set(set);
            case Effect.KeyResealed resealed -> reseal(resealed);
            case Effect.KeyGone gone -> end(gone);
            case Effect.ReauthOrdered(EdgeId edge, ReauthOrder order) -> {
                take(order.number());
                orders.put(order.tunnel(), new ReauthRow(edge, order));
            }
            case Effect.RequestRemembered(RememberedRequest request) ->
                    requests.put(request.mark().key(), request);
            case Effect.RequestsForgotten forgotten -> {}
            case Effect.EvidenceKept kept -> {}
            case Effect.TombstonesPurged purged -> {}
        }
    }

    private void set(Effect.KeySet set) {
        KeyRow row = taken(set.record());
        uses.begin(set.dataKey());
        whole.remember(row.key().tunnel(), set.fingerprint());
        Held held = new Held(set.key(now), set.fingerprint());
        keys.put(
                row.key().tunnel(),
                new KeyRow(row.account(), row.key().with(held), Optional.of(set.dataKey().id())));
    }

    private void reseal(Effect.KeyResealed resealed) {
        KeyRow row = taken(resealed.record());
        uses.begin(resealed.dataKey());
        keys.put(
                row.key().tunnel(),
                new KeyRow(row.account(), row.key(), Optional.of(resealed.dataKey().id())));
    }

    private void end(Effect.KeyGone gone) {
        KeyRow row = taken(gone.record());
        keys.put(row.key().tunnel(), row.without(gone.key(now)));
    }

    /** Takes the record's revision; returns what the tunnel had until then. */
    private KeyRow taken(TunnelRecord record) {
        take(record.revision());
        KeyRow row = known(record);
        row.dataKey().ifPresent(uses::end);
        return row;
    }

    // Revisions without gaps are what lets a gateway say "everything up to here".
    private void take(Revision revision) {
        if (!revision.equals(head.next())) {
            throw new IllegalStateException("revision " + revision + " does not follow " + head);
        }
        head = revision;
    }

    private KeyRow known(TunnelRecord record) {
        return Optional.ofNullable(keys.get(record.binding().tunnel()))
                .orElseThrow(() -> new IllegalStateException("a key of a tunnel not asked for"));
    }

    private void loadAccounts(Collection<Names> names) throws SQLException {
        List<AccountId> ids =
                names.stream().flatMap(n -> n.accounts().stream()).distinct().toList();
        for (AccountRow row : AccountRow.read(statements, ids)) {
            accounts.put(row.account().id(), row.account());
            tunnels.put(row.account().number(), row.tunnels());
        }
    }

    private void loadTakenNames(Names names) throws SQLException {
        for (AccountId id : names.accounts()) {
            Account account = accounts.get(id);
            if (account != null && !names.tunnelNames().isEmpty()) {
                TunnelRow.takenNames(statements, account.number(), names.tunnelNames())
                        .forEach(name -> taken.add(new TakenName(account.number(), name)));
            }
        }
    }
}
