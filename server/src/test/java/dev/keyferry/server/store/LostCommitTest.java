package dev.keyferry.server.store;

import static dev.keyferry.server.Deployed.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.server.store.CuttingProxy.Cut;
import dev.keyferry.server.usecase.port.StoreUnavailable;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A commit to a PostgreSQL whose line is cut: nobody is told anything but the truth. */
@Timeout(120)
class LostCommitTest {
    private static final String FIRST = "qV7mZ2xKd9RtB4nW8sYc3HfJ6pLg5TzA";
    private static final String SECOND = "Nw5cT8bXr3JyQ6vE9kMz2GhS7fPd4LuC";

    private CuttingProxy proxy;
    private StoreFixture store;
    private AccountId account;
    private TunnelId tunnel;

    @BeforeEach
    void open() throws Exception {
        TestPostgres postgres = TestPostgres.running();
        String database = postgres.create("TEMPLATE " + TestPostgres.TEMPLATE);
        proxy = CuttingProxy.before(postgres.port());
        store = StoreFixture.open(Engine.postgres(PostgresStoreTest.hasty(database, proxy.port())));
        account = store.account();
        tunnel = store.tunnels(account, "t", 1).getFirst();
        // Its own first COMMIT is not to be taken for the writer's.
        Awaitility.await()
                .until(() ->
                        store.number(
                                        """
                                        SELECT count(*) FROM pg_stat_activity
                                        WHERE datname = current_database() AND state = 'idle'
                                            AND application_name = 'keyferry-watch'
                                            AND query NOT LIKE 'LISTEN%'
                                        """)
                                == 1);
        // The first COMMIT over a connection is the one that names itself.
        postgres.execute(
                "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = '"
                        + database
                        + "' AND application_name = 'keyferry-writer'");
    }

    @AfterEach
    void close() throws Exception {
        store.close();
        proxy.close();
    }

    @Test
    void tellsThatItIsDoneWhereOnlyTheAnswerWasLost() throws Exception {
        proxy.cutNext(Cut.ANSWER);
        assertThat(store.set(account, List.of(entry(tunnel, FIRST))).applied()).hasSize(1);
        assertIsOnce();
    }

    @Test
    void tellsThatNothingChangedWhereTheCommitWasLost() throws Exception {
        proxy.cutNext(Cut.REQUEST);
        assertNothingChanged();
        assertGoesOn();
    }

    @Test
    void aCommitThatComesLateComesToNothing() throws Exception {
        proxy.cutNext(Cut.LATE);
        assertNothingChanged();
        proxy.deliver();
        assertThat(store.number("SELECT revision FROM head")).isZero();
        assertGoesOn();
    }

    private void assertNothingChanged() {
        assertThatThrownBy(() -> store.set(account, List.of(entry(tunnel, FIRST))))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("nothing was changed");
        assertThat(store.number("SELECT revision FROM head")).isZero();
        assertThat(store.number("SELECT count(*) FROM psk_version")).isZero();
    }

    private void assertGoesOn() throws InterruptedException {
        assertThat(store.set(account, List.of(entry(tunnel, SECOND))).applied()).hasSize(1);
        assertIsOnce();
    }

    private void assertIsOnce() {
        assertThat(store.number("SELECT revision FROM head")).isEqualTo(1);
        assertThat(store.number("SELECT count(*) FROM psk_version")).isEqualTo(1);
        assertThat(store.store().writer().head()).isEqualTo(new Revision(1));
        assertThat(AuditChains.verify(store)).isEqualTo(3);
    }
}
