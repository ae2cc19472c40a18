package dev.keyferry.server.store;

import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.DeploymentId;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.identity.IkeDomain;
import dev.keyferry.feed.seal.EdgePublicKey;
import dev.keyferry.server.store.rows.AuditRow;
import dev.keyferry.server.store.rows.Columns;
import dev.keyferry.server.store.rows.GatewayRow;
import dev.keyferry.server.store.rows.Head;
import dev.keyferry.server.store.rows.Statements;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Founds an empty store, and checks that one that is not empty is the right one. */
final class Foundation {
    private final Statements statements;
    private final long now;

    Foundation(Statements statements, Instant now) {
        this.statements = statements;
        this.now = Columns.time(now);
    }

    /** All in one transaction. */
    Deployment lay(Founding founding) throws SQLException {
        if (domains().isEmpty()) {
            insert(founding);
        }
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
        String sql = "SELECT encoded FROM edge_key WHERE edge = ?";
        Bytes stored =
                statements
                        .query(
                                sql,
                                EdgeId.DEFAULT,
                                (s, edge) -> s.setString(1, edge.value()),
                                row -> Columns.bytes(row, 1))
                        .getFirst();
        if (!EdgePublicKey.decode(stored).id().equals(founding.edgeKey().id())) {
            throw new StoreMismatch(
                    "the stored keys are sealed to another edge key than the one beside them",
                    "put the key file that belongs to this database back from a backup");
        }
    }

    private void insert(Founding founding) throws SQLException {
        String deployment =
                """
                INSERT INTO deployment (one, id, ike_domain, created_at)
                VALUES (1, ?, ?, ?)
                """;
        String head =
                """
                INSERT INTO head (one, epoch, revision, audit_seq, audit_hash, tombstone_floor)
                VALUES (1, ?, 0, 0, ?, 0)
                """;
        String edge = "INSERT INTO edge (name, created_at) VALUES (?, ?)";
        String edgeKey =
                """
                INSERT INTO edge_key (edge, id, encoded, embedded, created_at)
                VALUES (?, ?, ?, 1, ?)
                """;
        List<Founding> one = List.of(founding);
        statements.update(
                deployment,
                one,
                (s, f) -> {
                    s.setString(1, f.deployment().value());
                    s.setString(2, f.domain().value());
                    s.setLong(3, now);
                });
        statements.update(
                head,
                one,
                (s, f) -> {
                    s.setBytes(1, Columns.id(f.epoch().value()));
                    s.setBytes(2, AuditRow.GENESIS.toArray());
                });
        statements.update(
                edge,
                one,
                (s, f) -> {
                    s.setString(1, EdgeId.DEFAULT.value());
                    s.setLong(2, now);
                });
        statements.update(
                edgeKey,
                one,
                (s, f) -> {
                    s.setString(1, EdgeId.DEFAULT.value());
                    s.setBytes(2, Columns.id(f.edgeKey().id().value()));
                    s.setBytes(3, f.edgeKey().encoded().toArray());
                    s.setLong(4, now);
                });
    }

    private void enrol(Founding founding) throws SQLException {
        List<GatewayName> dismissed =
                GatewayRow.of(statements, EdgeId.DEFAULT).stream()
                        .filter(known -> !founding.gateways().contains(known))
                        .toList();
        GatewayRow.dismiss(statements, dismissed);
        GatewayRow.enrol(statements, EdgeId.DEFAULT, founding.gateways(), now);
    }

    private List<IkeDomain> domains() throws SQLException {
        String sql = "SELECT ike_domain FROM deployment";
        return statements.query(sql, 0, (s, none) -> {}, row -> new IkeDomain(row.getString(1)));
    }

    private Deployment deployment() throws SQLException {
        Head head = Head.read(statements);
        String sql = "SELECT id, ike_domain FROM deployment";
        return statements
                .query(
                        sql,
                        0,
                        (s, none) -> {},
                        row ->
                                new Deployment(
                                        new DeploymentId(row.getString(1)),
                                        head.epoch(),
                                        new IkeDomain(row.getString(2)),
                                        head.revision()))
                .getFirst();
    }
}
