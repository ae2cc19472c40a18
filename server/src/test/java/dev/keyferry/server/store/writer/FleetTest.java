package dev.keyferry.server.store.writer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.server.domain.edge.Edge;
import dev.keyferry.server.domain.gateway.Gateway;
import dev.keyferry.server.domain.gateway.KeptGateway;
import dev.keyferry.server.store.Engine;
import dev.keyferry.server.store.rows.Head;
import dev.keyferry.server.store.rows.Statements;
import dev.keyferry.server.store.rows.identity.IdentitiesAsPrinted;
import dev.keyferry.server.usecase.port.CommitListener;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetTest {
    private static final KeptGateway LOCAL =
            new KeptGateway(Gateway.local(Instant.EPOCH), Bytes.copyOf(new byte[32]));

    @TempDir private Path directory;
    private final List<String> told = new ArrayList<>();
    private final Fleet fleet = new Fleet(new Told());
    private Statements statements;

    @BeforeEach
    void open() throws SQLException {
        Engine engine = Engine.sqlite(directory.resolve("store.db"));
        Flyway.configure()
                .dataSource(engine.migrating())
                .locations("classpath:dev/keyferry/server/store/sqlite")
                .javaMigrations(new IdentitiesAsPrinted())
                .load()
                .migrate();
        statements = Statements.open(engine.writing());
        write(
                """
                INSERT INTO head (one, epoch, revision, audit_seq, audit_hash, tombstone_floor)
                VALUES (1, zeroblob(16), 0, 0, zeroblob(32), 0)
                """);
    }

    @AfterEach
    void close() throws SQLException {
        statements.close();
    }

    @Test
    void tellsOfEverythingAtFirstAndThenOfWhatIsNewer() throws SQLException {
        fleet.follow(head(0), statements);
        fleet.follow(head(0), statements);
        assertThat(told).containsExactly("all");
        fleet.follow(head(1), statements);
        assertThat(told).containsExactly("all", "all");
        // A moment of before, read by somebody slow.
        fleet.follow(head(0), statements);
        assertThat(told).hasSize(2);
    }

    @Test
    void tellsOfWhatThisServerCommits() throws SQLException {
        fleet.follow(head(4), statements);
        fleet.committed(head(5), changed());
        fleet.follow(head(5), statements);
        assertThat(told).containsExactly("all", "local");
    }

    /** Its commit was answered late; another server has revoked the gateway since. */
    @Test
    void tellsNothingOfACommitThatWasFollowedByAnothersAlready() throws SQLException {
        fleet.follow(head(4), statements);
        fleet.follow(head(6), statements);
        fleet.committed(head(5), changed());
        assertThat(told).containsExactly("all", "all");
        fleet.follow(head(6), statements);
        assertThat(told).hasSize(2);
    }

    /** Another host took over from the database's, and lost its last commits. */
    @Test
    void goesBackToTheNewestHeadWhereThatIsSmaller() throws SQLException {
        fleet.followNewest(newest(100), statements);
        fleet.followNewest(newest(98), statements);
        fleet.followNewest(newest(99), statements);
        fleet.followNewest(newest(99), statements);
        assertThat(told).containsExactly("all", "all", "all");
    }

    /** The watch has read the head, and this server commits before the watch can tell of it. */
    @Test
    void doesNotGoBackToWhatWasReadBeforeThisServersCommit() throws SQLException {
        Head read = newest(4);
        fleet.followNewest(read, statements);
        fleet.committed(newest(5), changed());
        fleet.followNewest(read, statements);
        assertThat(told).containsExactly("all", "local");
    }

    @Test
    void tellsOfEverythingAgainAfterADoubt() throws SQLException {
        fleet.follow(head(4), statements);
        fleet.doubt();
        fleet.committed(head(5), changed());
        fleet.follow(head(5), statements);
        assertThat(told).containsExactly("all", "all");
    }

    private LoadedEdges changed() {
        LoadedEdges changed = new LoadedEdges(statements);
        changed.keep(LOCAL);
        return changed;
    }

    /** The head as it is stored from now on. */
    private Head newest(long fleet) throws SQLException {
        write("UPDATE head SET fleet = " + fleet);
        return head(fleet);
    }

    private void write(String sql) throws SQLException {
        try (Statement statement = statements.connection().createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private static Head head(long fleet) {
        return new Head(
                new Epoch("a".repeat(Epoch.DIGITS)),
                Revision.NONE,
                0,
                Bytes.copyOf(new byte[32]),
                Revision.NONE,
                Optional.empty(),
                0,
                fleet);
    }

    private final class Told implements CommitListener {
        @Override
        public void committed(Revision head) {
            throw new AssertionError("of revisions others tell");
        }

        @Override
        public void changed(Edge edge) {
            told.add(edge.name().value());
        }

        @Override
        public void changed(Gateway gateway) {
            assertThat(gateway.name()).isEqualTo(GatewayName.LOCAL);
            told.add(gateway.name().value());
        }

        @Override
        public void ordered() {
            throw new AssertionError("nobody gave an order");
        }

        @Override
        public void replaced() {
            throw new AssertionError("of epochs others tell");
        }

        @Override
        public void changedElsewhere(List<Edge> edges, List<KeptGateway> gateways) {
            told.add("all");
        }
    }
}
