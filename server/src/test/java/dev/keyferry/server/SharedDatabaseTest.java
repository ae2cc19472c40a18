package dev.keyferry.server;

import static dev.keyferry.server.GatewayWords.quietly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.identity.IkeDomain;
import dev.keyferry.server.ServerOptions.LocalGateway;
import dev.keyferry.server.data.StartRefused;
import dev.keyferry.server.domain.Account;
import dev.keyferry.server.domain.AccountName;
import dev.keyferry.server.domain.Caller;
import dev.keyferry.server.domain.Mode;
import dev.keyferry.server.domain.PskPolicy;
import dev.keyferry.server.domain.RequestId;
import dev.keyferry.server.domain.rights.Actor;
import dev.keyferry.server.domain.rights.Rights;
import dev.keyferry.server.http.HttpTimeouts;
import dev.keyferry.server.http.ListenAddress;
import dev.keyferry.server.store.Engine;
import dev.keyferry.server.store.TestPostgres;
import dev.keyferry.server.store.postgres.PostgresOptions;
import dev.keyferry.server.usecase.CreateAccount.NewAccount;
import dev.keyferry.server.usecase.tunnel.CreateTunnels.NewTunnel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whole servers that share a database, each with a directory of its own. */
@Timeout(120)
class SharedDatabaseTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String KEY = "qV7mZ2xKd9RtB4nW8sYc3HfJ6pLg5TzA";

    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir private Path directory;
    private final TestPostgres postgres = TestPostgres.running();
    private final PostgresOptions database = postgres.options(postgres.create(""));
    private SharedServers servers;

    @BeforeEach
    void name() {
        servers = new SharedServers(directory, database);
    }

    @Test
    void aSecondServerWithTheKeysOfTheFirstServesTheSameStore() throws Exception {
        try (KeyferryServer first = servers.start("first")) {
            servers.copyKeys("first", "second");
            try (KeyferryServer second = servers.start("second")) {
                Account account = create(first);
                assertThat(second.useCases().listAccounts().list(Rights.ALL)).contains(account);
                assertThat(second.deployment()).isEqualTo(first.deployment());
            }
        }
        assertThat(directory.resolve("first/keyferry.db")).doesNotExist();
    }

    @Test
    void aServerMakesNoKeysWhereTheStoreHasThem() throws Exception {
        servers.start("first").close();
        assertThatThrownBy(() -> servers.start("second"))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("keys");
        assertThat(directory.resolve("second/keys")).isEmptyDirectory();
    }

    @Test
    void refusesEveryKeyThatIsNotTheStoresOwn() throws Exception {
        try (KeyferryServer first = servers.start("first")) {
            setKey(first, create(first));
        }
        KeyferryServer.start(
                        new ServerOptions(
                                directory.resolve("stranger"),
                                ListenAddress.parse("127.0.0.1:0"),
                                HttpTimeouts.DEFAULT,
                                Optional.empty(),
                                IkeDomain.DEFAULT,
                                LocalGateway.ABSENT))
                .close();
        for (String key : SharedServers.KEYS) {
            servers.copyKeys("first", "second");
            servers.copy("stranger", "second", key);
            assertThatThrownBy(() -> servers.start("second"))
                    .as(key)
                    .isInstanceOf(StartRefused.class);
        }
        servers.copyKeys("first", "second");
        servers.start("second").close();
    }

    /** The database had lost sight of it, so that the command was not refused. */
    @Test
    void isToEndOnceAnotherEpochHasBegun() throws Exception {
        try (KeyferryServer server = servers.start("first")) {
            CompletableFuture<Void> ended =
                    CompletableFuture.runAsync(() ->
                            quietly(() -> {
                                server.awaitReplaced();
                                return "";
                            }));
            create(server);
            assertThat(ended).isNotDone();
            try (Connection beside = Engine.postgres(database).writing().getConnection();
                    Statement statement = beside.createStatement()) {
                statement.executeUpdate("UPDATE head SET epoch = (SELECT id FROM account)");
            }
            ended.get(SOON.toSeconds(), TimeUnit.SECONDS);
        }
        servers.start("first").close();
    }

    @Test
    void hasNoGatewayInAServersProcess() {
        ServerOptions options = servers.options("first");
        assertThatThrownBy(() ->
                        KeyferryServer.start(
                                new ServerOptions(
                                        options.directory(),
                                        options.listen(),
                                        options.timeouts(),
                                        options.requestLimit(),
                                        options.domain(),
                                        LocalGateway.PRESENT,
                                        options.tls(),
                                        options.database())))
                .isInstanceOfSatisfying(
                        StartRefused.class, e -> assertThat(e.hint()).contains("--charon"));
    }

    @Test
    void doesNotBeginAnEmptyStoreBesideOneThatIsInUse() throws Exception {
        Files.createDirectory(directory.resolve("first"));
        Files.createFile(directory.resolve("first/keyferry.db"));
        assertThatThrownBy(() -> servers.start("first"))
                .isInstanceOfSatisfying(
                        StartRefused.class, e -> assertThat(e.hint()).contains("store.url"));
    }

    private static Account create(KeyferryServer server) throws InterruptedException {
        return server.useCases()
                .createAccount()
                .create(
                        caller(),
                        new NewAccount(
                                new AccountName("acme"),
                                Account.Type.STANDARD,
                                Optional.empty(),
                                Optional.empty(),
                                PskPolicy.DEFAULT));
    }

    private static void setKey(KeyferryServer server, Account account) throws InterruptedException {
        TunnelId tunnel =
                server.useCases()
                        .createTunnels()
                        .create(
                                caller(),
                                account.id(),
                                List.of(
                                        new NewTunnel(
                                                "", Deployed.parameters("t"), Optional.empty())),
                                Mode.APPLY,
                                Optional.empty())
                        .tunnels()
                        .getFirst()
                        .tunnel()
                        .id();
        server.useCases()
                .setPsks()
                .set(caller(), account.id(), List.of(Deployed.entry(tunnel, KEY)), Mode.APPLY);
    }

    private static Caller caller() {
        return new Caller(Actor.ADMINISTRATOR, Rights.ALL, "test", RequestId.random(RANDOM));
    }
}
