package dev.keyferry.server.store;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.DeploymentId;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.identity.IkeDomain;
import dev.keyferry.feed.seal.EdgePrivateKey;
import dev.keyferry.feed.seal.EdgePublicKey;
import dev.keyferry.feed.seal.FingerprintKey;
import dev.keyferry.feed.seal.Opener;
import dev.keyferry.feed.seal.RecordKey;
import dev.keyferry.server.Deployed;
import dev.keyferry.server.delivery.FeedHub;
import dev.keyferry.server.delivery.fleet.Colleagues;
import dev.keyferry.server.delivery.progress.GatewayConfirmations;
import dev.keyferry.server.delivery.progress.LoadTimes;
import dev.keyferry.server.domain.Account;
import dev.keyferry.server.domain.AccountName;
import dev.keyferry.server.domain.Caller;
import dev.keyferry.server.domain.Mode;
import dev.keyferry.server.domain.PskPolicy;
import dev.keyferry.server.domain.RequestId;
import dev.keyferry.server.domain.edge.EdgeKey;
import dev.keyferry.server.domain.repeat.RequestMark;
import dev.keyferry.server.domain.rights.Actor;
import dev.keyferry.server.domain.rights.Rights;
import dev.keyferry.server.domain.tunnel.TunnelParameters;
import dev.keyferry.server.store.founding.Founding;
import dev.keyferry.server.usecase.CreateAccount;
import dev.keyferry.server.usecase.CreateAccount.NewAccount;
import dev.keyferry.server.usecase.PskEntry;
import dev.keyferry.server.usecase.RemovePsk;
import dev.keyferry.server.usecase.SetPsks;
import dev.keyferry.server.usecase.edge.EdgeMacs;
import dev.keyferry.server.usecase.identity.Identities;
import dev.keyferry.server.usecase.keys.DataKeys;
import dev.keyferry.server.usecase.keys.KeySetter;
import dev.keyferry.server.usecase.keys.Sealer;
import dev.keyferry.server.usecase.port.Writer;
import dev.keyferry.server.usecase.port.edge.EdgeKeys;
import dev.keyferry.server.usecase.standing.Standings;
import dev.keyferry.server.usecase.tunnel.CreateTunnels;
import dev.keyferry.server.usecase.tunnel.CreateTunnels.NewTunnel;
import dev.keyferry.server.usecase.tunnel.DeleteTunnel;
import dev.keyferry.server.usecase.tunnel.GetTunnel;
import dev.keyferry.server.usecase.tunnel.TunnelUpdate;
import dev.keyferry.server.usecase.tunnel.TunnelUpdate.FormerKeys;
import dev.keyferry.server.usecase.tunnel.TunnelView;
import dev.keyferry.server.usecase.tunnel.TunnelViews;
import dev.keyferry.server.usecase.tunnel.UpdateTunnels;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** A store with the use cases that change it, and a look at its tables from beside. */
final class StoreFixture implements AutoCloseable {
    static final EdgePrivateKey EDGE_KEY = EdgePrivateKey.generate();

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final RecordKey RECORD_KEY = RecordKey.generate(RANDOM);
    private static final FingerprintKey FINGERPRINT_KEY = FingerprintKey.generate(RANDOM);

    private final Engine engine;
    private final Store store;
    private final DataKeys dataKeys;
    private final CreateAccount createAccount;
    private final CreateTunnels createTunnels;
    private final DeleteTunnel deleteTunnel;
    private final RemovePsk removePsk;
    private final UpdateTunnels updateTunnels;
    private final SetPsks setPsks;

    private StoreFixture(Engine engine, Store store, InstantSource clock) {
        this.engine = engine;
        this.store = store;
        Keys keys = new Keys();
        dataKeys = new DataKeys(keys, store.deployment().epoch());
        GatewayConfirmations nobody =
                new GatewayConfirmations(
                        store.deployment().epoch(),
                        new FeedHub().roster(),
                        new LoadTimes(clock),
                        Colleagues.NONE,
                        clock);
        Identities identities = new Identities(store.deployment().domain(), nobody);
        Sealer sealer = new Sealer(dataKeys, keys, identities);
        KeySetter setter = new KeySetter(FINGERPRINT_KEY, sealer);
        Writer writer = store.writer();
        Standings standings =
                new Standings(nobody, store.tunnels(), store.evidences(), writer, clock);
        TunnelViews views =
                new TunnelViews(store.deployment().domain(), standings, store.tunnels());
        createAccount = new CreateAccount(writer, RANDOM);
        createTunnels = new CreateTunnels(writer, setter, identities, standings, views, RANDOM);
        GetTunnel getTunnel = new GetTunnel(store.accounts(), store.tunnels(), views);
        deleteTunnel = new DeleteTunnel(getTunnel, writer, setter, standings);
        removePsk = new RemovePsk(getTunnel, writer, setter, standings);
        updateTunnels = new UpdateTunnels(writer, setter, identities, standings, views);
        setPsks = new SetPsks(writer, setter, standings);
    }

    static StoreFixture open(Path file) {
        return open(Engine.sqlite(file));
    }

    static StoreFixture open(Engine engine) {
        return open(engine, Deadlines.DEFAULT, InstantSource.system());
    }

    static StoreFixture open(Engine engine, InstantSource clock) {
        return open(engine, Deadlines.DEFAULT, clock);
    }

    static StoreFixture open(Engine engine, Deadlines deadlines) {
        return open(engine, deadlines, InstantSource.system());
    }

    private static StoreFixture open(Engine engine, Deadlines deadlines, InstantSource clock) {
        Store store =
                Store.open(
                        engine,
                        deadlines,
                        founding(IkeDomain.DEFAULT, EDGE_KEY.publicKey()),
                        clock,
                        new Deaf());
        return new StoreFixture(engine, store, clock);
    }

    static Founding founding(IkeDomain domain, EdgePublicKey edgeKey) {
        return new Founding(
                new DeploymentId("abcd1234"),
                new Epoch("e".repeat(Epoch.DIGITS)),
                domain,
                Optional.of(
                        new EdgeMacs(FINGERPRINT_KEY)
                                .keep(
                                        EdgeId.DEFAULT,
                                        edgeKey,
                                        EdgeKey.Custody.EMBEDDED,
                                        Instant.EPOCH)),
                Optional.empty());
    }

    Store store() {
        return store;
    }

    Opener opener() {
        return new Opener(EDGE_KEY, RECORD_KEY);
    }

    Caller caller() {
        return new Caller(Actor.ADMINISTRATOR, Rights.ALL, "test", RequestId.random(RANDOM));
    }

    AccountId account() throws InterruptedException {
        return createAccount
                .create(
                        caller(),
                        new NewAccount(
                                new AccountName("acme"),
                                Account.Type.STANDARD,
                                Optional.empty(),
                                Optional.empty(),
                                PskPolicy.DEFAULT))
                .id();
    }

    List<TunnelId> tunnels(AccountId account, String prefix, int count)
            throws InterruptedException {
        List<NewTunnel> wanted = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            wanted.add(new NewTunnel("", Deployed.parameters(prefix + i), Optional.empty()));
        }
        return createTunnels
                .create(caller(), account, wanted, Mode.APPLY, Optional.empty())
                .tunnels()
                .stream()
                .map(view -> view.tunnel().id())
                .toList();
    }

    /** Creates one tunnel by a request with this mark, or finds what that created. */
    List<TunnelId> createNamed(AccountId account, String name, RequestMark mark)
            throws InterruptedException {
        NewTunnel wanted =
                new NewTunnel("", Deployed.parameters(name.replace(' ', '-')), Optional.empty());
        return createTunnels
                .create(caller(), account, List.of(wanted), Mode.APPLY, Optional.of(mark))
                .tunnels()
                .stream()
                .map(view -> view.tunnel().id())
                .toList();
    }

    /** Creates one tunnel as the parameters say, without a key. */
    TunnelId tunnel(AccountId account, TunnelParameters parameters) throws InterruptedException {
        return create(account, new NewTunnel("", parameters, Optional.empty()), Mode.APPLY)
                .tunnel()
                .id();
    }

    TunnelView create(AccountId account, NewTunnel wanted, Mode mode) throws InterruptedException {
        return createTunnels
                .create(caller(), account, List.of(wanted), mode, Optional.empty())
                .tunnels()
                .getFirst();
    }

    SetPsks.Answer set(AccountId account, List<PskEntry> entries) throws InterruptedException {
        return set(caller(), account, entries);
    }

    SetPsks.Answer set(Caller caller, AccountId account, List<PskEntry> entries)
            throws InterruptedException {
        return setPsks.set(caller, account, entries, Mode.APPLY);
    }

    SetPsks.Answer validate(AccountId account, List<PskEntry> entries) throws InterruptedException {
        return setPsks.set(caller(), account, entries, Mode.VALIDATE_ONLY);
    }

    List<TunnelView> update(AccountId account, TunnelUpdate... updates)
            throws InterruptedException {
        return update(account, Mode.APPLY, updates);
    }

    List<TunnelView> update(AccountId account, Mode mode, TunnelUpdate... updates)
            throws InterruptedException {
        return updateTunnels
                .update(caller(), account, List.of(updates), FormerKeys.REFUSED, mode)
                .tunnels();
    }

    void delete(AccountId account, TunnelId tunnel) throws InterruptedException {
        deleteTunnel.delete(caller(), account, tunnel, Mode.APPLY);
    }

    RemovePsk.Answer remove(AccountId account, TunnelId tunnel) throws InterruptedException {
        return removePsk.remove(caller(), account, tunnel, Mode.APPLY);
    }

    Engine engine() {
        return engine;
    }

    /** A number that a query gives, read by a connection of its own. */
    long number(String sql) {
        return look(sql, row -> row.getLong(1)).getFirst();
    }

    /** A value of each row. */
    <T> List<T> look(String sql, Look<T> look) {
        try (Connection connection = engine.reading().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<T> values = new ArrayList<>();
            while (rows.next()) {
                values.add(look.at(rows));
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Everything in the table, as text, for comparing. */
    List<String> rows(String table) {
        return look(
                "SELECT * FROM " + table + " ORDER BY 1, 2",
                row -> {
                    StringBuilder text = new StringBuilder();
                    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                        byte[] bytes = row.getBytes(i);
                        text.append(bytes == null ? "-" : HexFormat.of().formatHex(bytes));
                        text.append('|');
                    }
                    return text.toString();
                });
    }

    interface Look<T> {
        T at(ResultSet row) throws SQLException;
    }

    /** The records' revisions in order. */
    List<Revision> revisions() {
        return look(
                "SELECT revision FROM record ORDER BY revision", r -> new Revision(r.getLong(1)));
    }

    static InstantSource at(Instant instant) {
        return () -> instant;
    }

    @Override
    public void close() {
        store.close();
        dataKeys.close();
    }

    private static final class Keys implements EdgeKeys {
        @Override
        public EdgePublicKey publicKey(EdgeId edge) {
            return EDGE_KEY.publicKey();
        }

        @Override
        public RecordKey recordKey(EdgeId edge) {
            return RECORD_KEY;
        }

        @Override
        public void makeRecordKey(EdgeId edge) {
            throw new UnsupportedOperationException("edges have the one record key here");
        }
    }
}
