package dev.keyferry.e2e.faults.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.e2e.faults.serve.Ledger.GivenKey;
import dev.keyferry.server.store.Engine;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The tables of a store, read at once to be held against what was answered. */
final class StoreCheck {
    private static final Set<String> CHANGES =
            Set.of("CREATE_TUNNELS", "SET_PSKS", "UPDATE_TUNNELS", "DELETE_TUNNEL");

    /** Numbers, requests and actions of the audit in its order. */
    private final List<Request> audit = new ArrayList<>();

    /** Which record gave each version. */
    private final Map<Version, Long> versions = new HashMap<>();

    private long headRevision;
    private long headAudit;
    private long gone;

    private record Request(long number, String id, String action, int items) {}

    private record Version(String tunnel, int version) {}

    private StoreCheck() {}

    /** Holds what a server left in a database against the ledger of the only load on it. */
    static void check(Engine engine, Ledger ledger) throws SQLException {
        StoreCheck store = new StoreCheck();
        try (Connection connection = engine.reading().getConnection();
                Statement statement = connection.createStatement()) {
            store.read(statement);
        }
        store.checkOrder();
        store.checkAnswered(ledger);
    }

    private void read(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT revision, audit_seq FROM head")) {
            assertThat(row.next()).isTrue();
            headRevision = row.getLong(1);
            headAudit = row.getLong(2);
        }
        try (ResultSet row =
                statement.executeQuery(
                        "SELECT seq, request_id, action, items FROM audit ORDER BY seq")) {
            while (row.next()) {
                audit.add(
                        new Request(
                                row.getLong(1),
                                hex(row.getBytes(2)),
                                row.getString(3),
                                row.getInt(4)));
            }
        }
        try (ResultSet row =
                statement.executeQuery("SELECT tunnel, version, audit_seq FROM psk_version")) {
            while (row.next()) {
                versions.put(new Version(hex(row.getBytes(1)), row.getInt(2)), row.getLong(3));
            }
        }
        try (ResultSet row = statement.executeQuery("SELECT count(*) FROM record WHERE gone = 1")) {
            assertThat(row.next()).isTrue();
            gone = row.getLong(1);
        }
    }

    /** Numbers have no gaps, and nothing has a number twice. */
    private void checkOrder() {
        for (int i = 0; i < audit.size(); i++) {
            assertThat(audit.get(i).number()).isEqualTo(i + 1);
        }
        assertThat(headAudit).isEqualTo(audit.size());
        for (Version each : versions.keySet()) {
            assertThat(
                            each.version() == 1
                                    || versions.containsKey(
                                            new Version(each.tunnel(), each.version() - 1)))
                    .as("the version before %s", each)
                    .isTrue();
        }
        // Each version of a key took one revision, and so did each end of one.
        assertThat(headRevision).isEqualTo(versions.size() + gone);
    }

    private void checkAnswered(Ledger ledger) {
        Map<String, Long> numbers = new HashMap<>();
        audit.forEach(each -> numbers.put(each.id(), each.number()));
        assertThat(numbers).hasSameSizeAs(audit);
        assertThat(numbers.keySet()).containsAll(ledger.doneRequests());
        assertThat(ledger.refusedRequests()).noneMatch(numbers::containsKey);
        for (GivenKey key : ledger.keys()) {
            Long record = versions.get(new Version(key.tunnel(), key.version()));
            assertThat(record).as("record of %s", key).isNotNull();
            assertThat(key.request().isEmpty() || record.equals(numbers.get(key.request())))
                    .as("the record of %s is of another request", key)
                    .isTrue();
        }
        Set<Version> given = new HashSet<>();
        ledger.keys().forEach(key -> given.add(new Version(key.tunnel(), key.version())));
        assertThat(versions.keySet()).as("versions that were answered").isEqualTo(given);
        Set<String> done = Set.copyOf(ledger.doneRequests());
        assertThat(audit)
                .filteredOn(each -> each.items() > 0 && CHANGES.contains(each.action()))
                .filteredOn(each -> !done.contains(each.id()))
                .as("changes that no answer told of")
                .hasSize(ledger.timesDoneUnanswered());
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
