package dev.keyferry.server.store.founding;

import dev.keyferry.feed.id.DeploymentId;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.EdgeKeyId;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.identity.IkeDomain;
import dev.keyferry.server.domain.edge.Edge;
import dev.keyferry.server.domain.edge.EdgeKey;
import dev.keyferry.server.store.rows.Columns;
import dev.keyferry.server.store.rows.Head;
import dev.keyferry.server.store.rows.Statements;
import dev.keyferry.server.store.rows.audit.AuditRow;
import dev.keyferry.server.store.rows.edge.EdgeKeyRow;
import dev.keyferry.server.store.rows.edge.EdgeRow;
import dev.keyferry.server.store.rows.edge.GatewayRow;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Founds an empty store, and checks that one that is not empty is the right one. */
public final class Foundation {
    private final Statements statements;
    private final long now;

    public Foundation(Statements statements, Instant now) {
        this.statements = statements;
        this.now = Columns.time(now);
    }

    /** All in one transaction. */
    public Deployment lay(Founding founding) throws SQLException {
        if (domains().isEmpty()) {
            insertDeployment(founding);
        }
        // Of two servers that found a store at once the second waited for the first one's row.
        if (heads().isEmpty()) {
            insert(founding);
        }
        Head.lock(statements);
        check(founding);
        enrol(founding);
        Deployment deployment = deployment();
        statements.connection().commit();
        return deployment;
    }

    private void check(Founding founding) throws SQLException {
        IkeDomain domain = domains().getFirst();
        if (!domain.equals(founding.domain())) {
            throw new StoreMismatch(
                    "the keys are bound to the IKE domain " + domain + ", not " + founding.domain(),
                    "set ike.domain to " + domain);
        }
        EdgeKeyRow.adopt(statements, founding.edgeKey().stream().toList());
        check(EdgeRow.find(statements, EdgeId.DEFAULT).orElseThrow(), founding);
    }

    private static void check(Edge edge, Founding founding) {
        Optional<EdgeKeyId> own = founding.edgeKey().map(EdgeKey::id);
        if (own.isPresent() && !edge.has(own.get())) {
            throw new StoreMismatch(
                    "the stored keys are sealed to another edge key than the one beside them",
                    "put the key file that belongs to this database back from a backup");
        }
        if (edge.key().isEmbedded() && own.isEmpty()) {
            throw new StoreMismatch(
                    "the key file of the edge default is missing, and keys are sealed to it",
                    "put keys/edge-default.key back from a copy; where there is none, see what"
                            + " would be lost by `keyferry recover edge-key --data DIR --edge"
                            + " default`");
        }
        if (!edge.key().isEmbedded() && founding.local().isPresent()) {
            throw new StoreMismatch(
                    "the edge default has a key of its own, so no gateway runs in this process",
                    "leave out --charon, and run keyferry agent beside the charon");
        }
    }

    private void insertDeployment(Founding founding) throws SQLException {
        String sql =
                """
                INSERT INTO deployment (one, id, ike_domain, created_at)
                VALUES (1, ?, ?, ?)
                ON CONFLICT (one) DO NOTHING
                """;
        statements.update(
                sql,
                List.of(founding),
                (s, f) -> {
                    s.setString(1, f.deployment().value());
                    s.setString(2, f.domain().value());
                    s.setLong(3, now);
                });
    }

    private void insert(Founding founding) throws SQLException {
        String sql =
                """
                INSERT INTO head (one, epoch, revision, audit_seq, audit_hash, tombstone_floor)
                VALUES (1, ?, 0, 0, ?, 0)
                """;
        statements.update(
                sql,
                List.of(founding),
                (s, f) -> {
                    s.setBytes(1, Columns.id(f.epoch().value()));
                    s.setBytes(2, AuditRow.GENESIS.toArray());
                });
        EdgeKey key = founding.edgeKey().orElseThrow();
        EdgeRow.keep(
                statements,
                List.of(new Edge(EdgeId.DEFAULT, key, List.of(), List.of(), key.createdOn())));
    }

    private void enrol(Founding founding) throws SQLException {
        GatewayRow.delete(statements, GatewayName.LOCAL);
        GatewayRow.keep(statements, founding.local().stream().toList());
    }

    private List<Integer> heads() throws SQLException {
        String sql = "SELECT one FROM head";
        return statements.query(sql, 0, (s, none) -> {}, row -> row.getInt(1));
    }

    private List<IkeDomain> domains() throws SQLException {
        String sql = "SELECT ike_domain FROM deployment";
        return statements.query(sql, 0, (s, none) -> {}, row -> new IkeDomain(row.getString(1)));
    }

    private Deployment deployment() throws SQLException {
        Head head = Head.read(statements);
        Succession.Epochs epochs = new Succession(statements).epochs();
        String sql = "SELECT id, ike_domain FROM deployment";
        return statements
                .query(
                        sql,
                        0,
                        (s, none) -> {},
                        row ->
                                new Deployment(
                                        new DeploymentId(row.getString(1)),
                                        epochs,
                                        new IkeDomain(row.getString(2)),
                                        head.revision()))
                .getFirst();
    }
}
