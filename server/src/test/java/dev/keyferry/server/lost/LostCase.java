package dev.keyferry.server.lost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.identity.IkeDomain;
import dev.keyferry.feed.seal.EdgePrivateKey;
import dev.keyferry.feed.seal.Opener;
import dev.keyferry.feed.seal.RecordKey;
import dev.keyferry.feed.seal.SecretFile;
import dev.keyferry.server.Deployed;
import dev.keyferry.server.KeyferryServer;
import dev.keyferry.server.ServerOptions;
import dev.keyferry.server.ServerOptions.LocalGateway;
import dev.keyferry.server.TestGateway;
import dev.keyferry.server.data.DataDirectory;
import dev.keyferry.server.data.StartRefused;
import dev.keyferry.server.data.StorePlace;
import dev.keyferry.server.domain.Account;
import dev.keyferry.server.domain.AccountName;
import dev.keyferry.server.domain.Caller;
import dev.keyferry.server.domain.Mode;
import dev.keyferry.server.domain.PskPolicy;
import dev.keyferry.server.domain.RequestId;
import dev.keyferry.server.domain.address.IpAddress;
import dev.keyferry.server.domain.audit.AuditQuery;
import dev.keyferry.server.domain.audit.AuditRecord;
import dev.keyferry.server.domain.audit.AuditVerdict;
import dev.keyferry.server.domain.rights.Actor;
import dev.keyferry.server.domain.rights.Permission;
import dev.keyferry.server.domain.rights.Policy;
import dev.keyferry.server.domain.rights.Rights;
import dev.keyferry.server.domain.rights.Scope;
import dev.keyferry.server.domain.token.SourceCondition;
import dev.keyferry.server.domain.token.Terms;
import dev.keyferry.server.domain.token.Token;
import dev.keyferry.server.domain.token.TokenName;
import dev.keyferry.server.domain.token.Validity;
import dev.keyferry.server.http.HttpTimeouts;
import dev.keyferry.server.http.ListenAddress;
import dev.keyferry.server.stopped.AuditInspection;
import dev.keyferry.server.store.TestPostgres;
import dev.keyferry.server.store.founding.StoreMismatch;
import dev.keyferry.server.store.postgres.PostgresOptions;
import dev.keyferry.server.usecase.CreateAccount.NewAccount;
import dev.keyferry.server.usecase.edge.CreateEdge.NewEdge;
import dev.keyferry.server.usecase.gateway.EnrolGateway.Origin;
import dev.keyferry.server.usecase.tunnel.CreateTunnels.NewTunnel;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A server whose secrets are lost, with a store of its own or in a shared database. */
@ParameterizedClass
@EnumSource(LostCase.Kind.class)
@Timeout(120)
abstract class LostCase {
    static final String KEY = "qV7mZ2xKd9RtB4nW8sYc3HfJ6pLg5TzA";
    static final String NEXT = "Nw5cT8bXr3JyQ6vE9kMz2GhS7fPd4LuC";
    static final EdgeId BERLIN = new EdgeId("berlin");
    static final GatewayName REMOTE = new GatewayName("gw-1");

    private static final Duration SOON = Duration.ofSeconds(20);

    final SecureRandom random = new SecureRandom();
    final InstantSource clock = InstantSource.system();

    @Parameter private Kind kind = Kind.OWN;
    @TempDir private Path parent;
    private Optional<PostgresOptions> database = Optional.empty();

    /** Where the store is. */
    enum Kind {
        OWN,
        SHARED
    }

    /** A tunnel with a key. */
    record Keyed(AccountId account, TunnelId tunnel) {}

    @BeforeEach
    void chooseTheDatabase() {
        database =
                switch (kind) {
                    case OWN -> Optional.empty();
                    case SHARED ->
                            Optional.of(
                                    TestPostgres.running()
                                            .options(TestPostgres.running().create("")));
                };
    }

    KeyferryServer start() throws InterruptedException {
        return KeyferryServer.start(
                new ServerOptions(
                        directory(),
                        ListenAddress.parse("127.0.0.1:0"),
                        HttpTimeouts.DEFAULT,
                        Optional.empty(),
                        IkeDomain.DEFAULT,
                        LocalGateway.ABSENT,
                        Optional.empty(),
                        database));
    }

    StorePlace place() {
        return new StorePlace(directory(), database);
    }

    Path directory() {
        return parent.resolve("data");
    }

    Path keyFile(String name) {
        return directory().resolve("keys").resolve(name);
    }

    /** What is done while a server runs is refused, and its directory is free once it ended. */
    void assertRefusedWhileAServerRuns(Runnable work) throws InterruptedException {
        try (KeyferryServer _ = start()) {
            await().atMost(SOON)
                    .untilAsserted(() ->
                            assertThatThrownBy(work::run)
                                    .isInstanceOfAny(StartRefused.class, StoreMismatch.class));
        }
    }

    Caller caller() {
        return new Caller(Actor.ADMINISTRATOR, Rights.ALL, "127.0.0.1", RequestId.random(random));
    }

    Keyed withKey(KeyferryServer server, String name) throws InterruptedException {
        Account account =
                server.useCases()
                        .createAccount()
                        .create(
                                caller(),
                                new NewAccount(
                                        new AccountName(name),
                                        Account.Type.STANDARD,
                                        Optional.empty(),
                                        Optional.empty(),
                                        PskPolicy.DEFAULT));
        TunnelId tunnel =
                server.useCases()
                        .createTunnels()
                        .create(
                                caller(),
                                account.id(),
                                List.of(
                                        new NewTunnel(
                                                "/ipsec_tunnels/0",
                                                Deployed.parameters("t-" + name),
                                                Optional.empty())),
                                Mode.APPLY,
                                Optional.empty())
                        .tunnels()
                        .getFirst()
                        .tunnel()
                        .id();
        Keyed keyed = new Keyed(account.id(), tunnel);
        set(server, keyed, KEY);
        return keyed;
    }

    void set(KeyferryServer server, Keyed keyed, String key) throws InterruptedException {
        assertThat(
                        server.useCases()
                                .setPsks()
                                .set(
                                        caller(),
                                        keyed.account(),
                                        List.of(Deployed.entry(keyed.tunnel(), key)),
                                        Mode.APPLY)
                                .applied())
                .hasSize(1);
    }

    /** An API token of the deployment. */
    void makeToken(KeyferryServer server, String name, Terms.State state)
            throws InterruptedException {
        Policy policy =
                new Policy(
                        Policy.Effect.ALLOW,
                        Set.of(Permission.PSK_SET),
                        Set.of(new Scope.AllAccounts()));
        Terms terms =
                new Terms(
                        new TokenName(name),
                        state,
                        List.of(policy),
                        SourceCondition.ANYWHERE,
                        Validity.ALWAYS);
        Token made =
                server.useCases()
                        .tokens()
                        .create()
                        .create(caller(), Optional.empty(), terms)
                        .token();
        assertThat(made.terms().state()).isEqualTo(state);
    }

    /** The edge at which the tunnels end. */
    void createBerlin(KeyferryServer server, EdgePrivateKey key) throws InterruptedException {
        server.useCases()
                .edges()
                .create()
                .create(
                        caller(),
                        new NewEdge(
                                BERLIN, key.publicKey(), List.of(new IpAddress("203.0.113.1"))));
    }

    void enrol(KeyferryServer server, GatewayName name, EdgePrivateKey key)
            throws InterruptedException {
        var named = server.useCases().gateways().name().name(caller(), name, BERLIN);
        server.useCases()
                .gateways()
                .enrol()
                .enrol(
                        named.token(),
                        key.publicKey().id(),
                        new Origin("127.0.0.1", RequestId.random(random)));
    }

    TestGateway gateway(KeyferryServer server, GatewayName name) throws InterruptedException {
        return new TestGateway(server.useCases().gateways().feeds().feed(name).orElseThrow(), 'c');
    }

    /** Of the tunnel's record that the gateway read. */
    static long version(TestGateway gateway, Keyed keyed) {
        return Objects.requireNonNull(gateway.records().get(keyed.tunnel()))
                .binding()
                .version()
                .value();
    }

    Opener opener(EdgePrivateKey key, EdgeId edge) {
        return new Opener(
                key, RecordKey.decode(SecretFile.read(DataDirectory.recordKey(directory(), edge))));
    }

    List<AuditRecord> audited(KeyferryServer server, String action) throws InterruptedException {
        return server.useCases()
                .readAudit()
                .list(
                        new AuditQuery(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(action),
                                Optional.empty(),
                                Optional.empty(),
                                AuditQuery.Order.OLDEST_FIRST),
                        new AuditQuery.Stretch(0, 10));
    }

    void assertAuditIsWhole() {
        assertThat(new AuditInspection().verify(directory(), database, List.of()))
                .isInstanceOf(AuditVerdict.Whole.class);
    }
}
