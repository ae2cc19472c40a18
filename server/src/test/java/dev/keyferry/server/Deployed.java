package dev.keyferry.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.Feed;
import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.identity.IkeDomain;
import dev.keyferry.feed.seal.EdgePrivateKey;
import dev.keyferry.feed.seal.Opener;
import dev.keyferry.feed.seal.RecordKey;
import dev.keyferry.feed.seal.SecretFile;
import dev.keyferry.server.ServerOptions.LocalGateway;
import dev.keyferry.server.data.DataDirectory;
import dev.keyferry.server.data.Forged;
import dev.keyferry.server.data.ServerKeys;
import dev.keyferry.server.delivery.FeedHub;
import dev.keyferry.server.domain.Account;
import dev.keyferry.server.domain.AccountName;
import dev.keyferry.server.domain.Caller;
import dev.keyferry.server.domain.Mode;
import dev.keyferry.server.domain.PskPolicy;
import dev.keyferry.server.domain.RequestId;
import dev.keyferry.server.domain.address.IpAddress;
import dev.keyferry.server.domain.edge.Edge;
import dev.keyferry.server.domain.gateway.Gateway;
import dev.keyferry.server.domain.gateway.KeptGateway;
import dev.keyferry.server.domain.rights.Actor;
import dev.keyferry.server.domain.rights.Rights;
import dev.keyferry.server.domain.tunnel.FarIdentities;
import dev.keyferry.server.domain.tunnel.InterfaceAddress;
import dev.keyferry.server.domain.tunnel.TunnelName;
import dev.keyferry.server.domain.tunnel.TunnelParameters;
import dev.keyferry.server.http.HttpTimeouts;
import dev.keyferry.server.http.ListenAddress;
import dev.keyferry.server.store.Engine;
import dev.keyferry.server.store.Store;
import dev.keyferry.server.usecase.CreateAccount.NewAccount;
import dev.keyferry.server.usecase.PskEntry;
import dev.keyferry.server.usecase.SetPsks;
import dev.keyferry.server.usecase.UseCases;
import dev.keyferry.server.usecase.gateway.GatewayMacs;
import dev.keyferry.server.usecase.keys.SentKey;
import dev.keyferry.server.usecase.tunnel.CreateTunnels.NewTunnel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/** The use cases over a real store in a directory, without HTTP. */
public final class Deployed implements AutoCloseable {
    private final SecureRandom random = new SecureRandom();
    private final Parts parts = new Parts();
    private final Path directory;
    private final ServerKeys keys;
    private final GatewayMacs macs;
    private final Store store;
    private final FeedHub hub = new FeedHub();
    private final UseCases useCases;

    public Deployed(Path directory, LocalGateway gateway) throws InterruptedException {
        this(directory, gateway, data -> Engine.sqlite(data.database()), InstantSource.system());
    }

    /** The same over whatever database. */
    public Deployed(Path directory, LocalGateway gateway, Engine engine, InstantSource clock)
            throws InterruptedException {
        this(directory, gateway, _ -> engine, clock);
    }

    private Deployed(
            Path directory,
            LocalGateway gateway,
            Function<DataDirectory, Engine> engine,
            InstantSource clock)
            throws InterruptedException {
        this.directory = directory;
        ServerOptions options =
                new ServerOptions(
                        directory,
                        ListenAddress.DEFAULT,
                        HttpTimeouts.DEFAULT,
                        Optional.empty(),
                        IkeDomain.DEFAULT,
                        gateway);
        DataDirectory data = DataDirectory.take(directory, random);
        parts.add(data, data::close);
        keys = ServerKeys.of(data);
        macs = new GatewayMacs(keys.fingerprintKey(), Forged.gateways());
        store =
                Opening.open(
                        options,
                        engine.apply(data),
                        keys,
                        macs,
                        new Announcer(hub, keys, macs, new CountDownLatch(1)),
                        random,
                        clock);
        parts.add(store, store::close);
        Delivery delivery = Delivery.over(store, keys, macs, hub, random, clock);
        parts.add(delivery, delivery::close);
        Wiring wiring = new Wiring(store, keys, macs, delivery, random, clock);
        parts.add(wiring, wiring::close);
        useCases = wiring.useCases();
    }

    public UseCases useCases() {
        return useCases;
    }

    public Store store() {
        return store;
    }

    public GatewayMacs gatewayMacs() {
        return macs;
    }

    /** What the server has in memory of edges and gateways is what is stored. */
    public void assertKnowsItsFleet() throws InterruptedException {
        for (Edge edge : store.edges().all()) {
            assertThat(keys.publicKey(edge.name()).id()).isEqualTo(edge.key().id());
        }
        for (KeptGateway kept : store.gateways().all()) {
            Gateway gateway = kept.gateway();
            assertThat(gateway.token().flatMap(hub.roster()::ofToken))
                    .isEqualTo(Optional.of(gateway).filter(Gateway::isServed));
        }
    }

    public Feed feed() {
        return useCases.gateways().feeds().feed(GatewayName.LOCAL).orElseThrow();
    }

    /** The half of a gateway of the edge: opens what the server sealed. */
    public Opener opener(EdgeId edge, EdgePrivateKey key) {
        return new Opener(key, recordKey(edge));
    }

    public RecordKey recordKey(EdgeId edge) {
        return RecordKey.decode(SecretFile.read(DataDirectory.recordKey(directory, edge)));
    }

    /** The local gateway's half. */
    public Opener opener() {
        return new Opener(
                EdgePrivateKey.decode(SecretFile.read(DataDirectory.edgeKey(directory))),
                RecordKey.decode(SecretFile.read(DataDirectory.recordKey(directory))));
    }

    public Caller caller() {
        return new Caller(Actor.ADMINISTRATOR, Rights.ALL, "127.0.0.1", RequestId.random(random));
    }

    public Account account(String name) throws InterruptedException {
        return useCases.createAccount()
                .create(
                        caller(),
                        new NewAccount(
                                new AccountName(name),
                                Account.Type.STANDARD,
                                Optional.empty(),
                                Optional.empty(),
                                PskPolicy.DEFAULT));
    }

    /** Creates tunnels named {@code t-0} and so on. */
    public List<TunnelId> tunnels(AccountId account, int count) throws InterruptedException {
        List<TunnelId> ids = new ArrayList<>();
        int batch = 10_000;
        for (int from = 0; from < count; from += batch) {
            List<NewTunnel> wanted = new ArrayList<>();
            for (int i = from; i < Math.min(count, from + batch); i++) {
                wanted.add(
                        new NewTunnel(
                                "/ipsec_tunnels/" + i, parameters("t-" + i), Optional.empty()));
            }
            useCases
                    .createTunnels()
                    .create(caller(), account, wanted, Mode.APPLY, Optional.empty())
                    .tunnels()
                    .stream()
                    .map(view -> view.tunnel().id())
                    .forEach(ids::add);
        }
        return ids;
    }

    public static TunnelParameters parameters(String name) {
        return TunnelParameters.of(
                new TunnelName(name),
                new IpAddress("203.0.113.1"),
                new InterfaceAddress("10.0.0.1/31"));
    }

    /** The same at another endpoint, and with more identities of its far side. */
    public static TunnelParameters parameters(String name, String endpoint, FarIdentities far) {
        TunnelParameters plain = parameters(name);
        return new TunnelParameters(
                plain.name(),
                new IpAddress(endpoint),
                plain.customerEndpoint(),
                plain.interfaceAddress(),
                plain.interfaceAddress6(),
                plain.description(),
                plain.replayProtection(),
                plain.allowNullCipher(),
                plain.automaticReturnRouting(),
                plain.healthCheck(),
                plain.bgp(),
                far);
    }

    public SetPsks.Answer set(AccountId account, List<PskEntry> entries, Mode mode)
            throws InterruptedException {
        return useCases.setPsks().set(caller(), account, entries, mode);
    }

    public SetPsks.Answer set(AccountId account, TunnelId tunnel, String key)
            throws InterruptedException {
        return set(account, List.of(entry(tunnel, key)), Mode.APPLY);
    }

    public static PskEntry entry(TunnelId tunnel, String key) {
        return new PskEntry(tunnel.value(), key(key));
    }

    public static SentKey key(String key) {
        return SentKey.copyOf(key.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        parts.close();
    }
}
