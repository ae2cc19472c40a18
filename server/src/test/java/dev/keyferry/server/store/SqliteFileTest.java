package dev.keyferry.server.store;

import static dev.keyferry.server.Deployed.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.server.store.rows.RecordRow;
import dev.keyferry.server.store.rows.audit.AuditList;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds for a store in a file of SQLite beside what every store promises. */
class SqliteFileTest {
    private static final String KEY = "qV7mZ2xKd9RtB4nW8sYc3HfJ6pLg5TzA";
    private static final String OTHER = "Nw5cT8bXr3JyQ6vE9kMz2GhS7fPd4LuC";

    @TempDir private Path directory;

    // Found in a measurement: with 200,000 records every page took as long as sorting them all.
    @Test
    void readsAPageOfTheFeedWithoutSortingTheEdge() throws Exception {
        try (StoreFixture store = StoreFixture.open(file())) {
            List<String> plan =
                    store.look("EXPLAIN QUERY PLAN " + RecordRow.FEED, row -> row.getString(4));

            assertThat(plan).anyMatch(step -> step.contains("(edge=? AND revision>?)"));
            assertThat(plan).noneMatch(step -> step.contains("TEMP B-TREE"));
        }
    }

    @Test
    void aDryRunWritesNotOneByte() throws Exception {
        try (StoreFixture store = StoreFixture.open(file())) {
            AccountId account = store.account();
            List<TunnelId> tunnels = store.tunnels(account, "t", 50);
            store.set(account, List.of(entry(tunnels.get(0), KEY)));
            List<byte[]> before = files();

            store.validate(account, tunnels.stream().map(t -> entry(t, OTHER)).toList());

            List<byte[]> after = files();
            assertThat(after).hasSameSizeAs(before);
            for (int i = 0; i < before.size(); i++) {
                assertThat(Arrays.equals(after.get(i), before.get(i))).isTrue();
            }
        }
    }

    @Test
    void noFileHoldsAKeyInAnyForm() throws Exception {
        try (StoreFixture store = StoreFixture.open(file())) {
            AccountId account = store.account();
            List<TunnelId> tunnels = store.tunnels(account, "t", 2);
            store.set(account, List.of(entry(tunnels.get(0), KEY), entry(tunnels.get(1), OTHER)));
            store.set(account, List.of(entry(tunnels.get(0), OTHER), entry(tunnels.get(1), KEY)));
            assertNoFileHolds(KEY, OTHER);
        }
        assertNoFileHolds(KEY, OTHER);
    }

    @Test
    void theFileAloneIsTheStoreOnceItIsClosed() throws Exception {
        try (StoreFixture store = StoreFixture.open(file())) {
            store.tunnels(store.account(), "t", 1);
            assertThat(store.number("SELECT count(*) FROM tunnel")).isEqualTo(1);
        }
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).containsExactly(file());
        }
    }

    @Test
    void looksUpWhetherTheSchemaIsCurrent() throws Exception {
        assertThat(Schema.form(SqliteSources.writer(file()))).isNotEqualTo(Schema.Form.CURRENT);
        StoreFixture.open(file()).close();
        assertThat(Schema.form(SqliteSources.writer(file()))).isEqualTo(Schema.Form.CURRENT);
    }

    @Test
    void findsEveryCountThroughTheIndex() throws Exception {
        try (StoreFixture store = StoreFixture.open(file())) {
            List<String> plan =
                    store.look(
                            """
                            EXPLAIN QUERY PLAN SELECT count(*) FROM record
                            WHERE account = 1 AND fingerprint = x'00' AND gone = 0
                            """,
                            row -> row.getString(4));
            assertThat(plan).singleElement().asString().contains("record_by_fingerprint");
        }
    }

    @Test
    void readsAPageOfTheAuditInOrderAndAnAccountsWithoutThatOfTheOthers() throws Exception {
        try (StoreFixture store = StoreFixture.open(file())) {
            for (String page : AuditList.PAGES) {
                List<String> plan =
                        store.look("EXPLAIN QUERY PLAN " + page, row -> row.getString(4));

                String index =
                        page.contains("a.account = ?")
                                ? "audit_by_account (account=? AND at>? AND at<?)"
                                : "audit_by_time (at>? AND at<?)";
                assertThat(plan).anyMatch(step -> step.contains(index));
                assertThat(plan).noneMatch(step -> step.contains("TEMP B-TREE"));
            }
        }
    }

    private void assertNoFileHolds(String... keys) throws IOException {
        for (byte[] content : files()) {
            String text = new String(content, StandardCharsets.ISO_8859_1);
            for (String key : keys) {
                byte[] bytes = key.getBytes(StandardCharsets.US_ASCII);
                String base64 = Base64.getEncoder().withoutPadding().encodeToString(bytes);
                assertThat(text.contains(key)).isFalse();
                String hex = HexFormat.of().formatHex(bytes);
                assertThat(text.toLowerCase(Locale.ROOT).contains(hex)).isFalse();
                assertThat(text.contains(base64.substring(0, base64.length() - 1))).isFalse();
            }
        }
    }

    private List<byte[]> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> sorted = files.filter(f -> !f.toString().endsWith("-shm")).sorted().toList();
            assertThat(sorted).isNotEmpty();
            return sorted.stream().map(SqliteFileTest::content).toList();
        }
    }

    private static byte[] content(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file() {
        return directory.resolve("keyferry.db");
    }
}
