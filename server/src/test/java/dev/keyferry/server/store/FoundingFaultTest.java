package dev.keyferry.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.server.store.Faults.Fault;
import dev.keyferry.server.store.Faults.Lasting;
import dev.keyferry.server.usecase.port.StoreUnavailable;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A store is founded whole or not at all, wherever the database fails. */
class FoundingFaultTest extends EachEngine {
    private static final int MOST_STEPS = 100;

    private boolean isCommitted;

    @ParameterizedTest
    @EnumSource(Fault.class)
    void everyFaultLeavesNothingOrAStoreThatOpens(Fault fault) throws Exception {
        Faults faults = new Faults();
        int failures = 0;
        while (failsAt(failures + 1, fault, faults)) {
            failures++;
            long heads = count("head");
            assertThat(heads)
                    .isEqualTo(fault == Fault.AFTER && isCommitted ? 1 : 0)
                    .isEqualTo(count("deployment"))
                    .isEqualTo(count("edge"))
                    .isEqualTo(count("edge_key"));
            assertThat(failures).isLessThan(MOST_STEPS);
        }
        assertThat(failures).isGreaterThan(8);
        try (StoreFixture store = StoreFixture.open(database())) {
            assertThat(store.account()).isNotNull();
            assertThat(count("head")).isEqualTo(1);
            assertThat(AuditChains.verify(store)).isEqualTo(1);
        }
    }

    private boolean failsAt(int step, Fault fault, Faults faults) throws InterruptedException {
        faults.arm(step, fault, Lasting.ONCE);
        try (StoreFixture store = StoreFixture.open(writingBy(faults))) {
            assertThat(store.store().writer().head().value()).isZero();
            assertThat(faults.failed()).isEmpty();
            return false;
        } catch (StoreUnavailable e) {
            isCommitted |= faults.failed().equals("commit");
            return true;
        } finally {
            faults.disarm();
        }
    }

    private long count(String table) throws SQLException {
        try (Connection connection = database().reading().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM " + table)) {
            assertThat(rows.next()).isTrue();
            return rows.getLong(1);
        }
    }
}
