package dev.keyferry.server.store.founding;

import dev.keyferry.feed.History;
import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.server.domain.gateway.KeptGateway;
import dev.keyferry.server.store.rows.Columns;
import dev.keyferry.server.store.rows.Head;
import dev.keyferry.server.store.rows.Statements;
import dev.keyferry.server.store.rows.audit.AuditEntry;
import dev.keyferry.server.store.rows.edge.GatewayRow;
import dev.keyferry.server.store.rows.recall.AdoptedRow;
import dev.keyferry.server.store.rows.recall.AdoptedRow.Adopted;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The epochs of a store, and how a new one begins. Confined to one thread. */
public final class Succession {
    private final Statements statements;

    public Succession(Statements statements) {
        this.statements = statements;
    }

    /**
     * The epochs of a store.
     *
     * @param mac under a key that is not in the store; empty where there is no former epoch
     */
    public record Epochs(History history, Optional<Bytes> mac) {}

    /**
     * What an operator decided.
     *
     * @param gateways those that may have read anything since the backup was made
     * @param start above which the new epoch's revisions and versions are
     * @param adopted what gateways have and the store is to have, at revisions past {@code start}
     */
    public record Decided(
            Epochs epochs,
            Collection<KeptGateway> gateways,
            Revision start,
            List<Adopted> adopted,
            AuditEntry audit) {
        /** The revision of the last of what is adopted. */
        Revision end() {
            return new Revision(start.value() + adopted.size());
        }
    }

    public Head head() throws SQLException {
        return Head.read(statements);
    }

    public List<KeptGateway> gateways() throws SQLException {
        return GatewayRow.all(statements);
    }

    public Epochs epochs() throws SQLException {
        Epoch epoch = head().epoch();
        List<Epoch> former =
                statements.query(
                        "SELECT epoch FROM former_epoch ORDER BY position",
                        "",
                        (s, none) -> {},
                        row -> new Epoch(Columns.id(row, 1)));
        List<Optional<Bytes>> mac =
                statements.query(
                        "SELECT succession FROM head",
                        "",
                        (s, none) -> {},
                        row -> Optional.ofNullable(row.getBytes(1)).map(Bytes::copyOf));
        return new Epochs(new History(epoch, former), mac.getFirst());
    }

    /** Puts a MAC in the place of the one that the epochs have; the caller commits. */
    public void sign(Bytes mac) throws SQLException {
        statements.update(
                "UPDATE head SET succession = ?",
                List.of(mac),
                (s, signed) -> s.setBytes(1, signed.toArray()));
    }

    /** Goes on where a later state of this store was; all or nothing. */
    public void follow(Epochs epochs, Revision reached) throws SQLException {
        keepFormer(epochs.history());
        String head = "UPDATE head SET epoch = ?, succession = ?";
        statements.update(
                head,
                List.of(epochs),
                (s, e) -> {
                    s.setBytes(1, Columns.id(e.history().epoch().value()));
                    s.setBytes(2, e.mac().map(Bytes::toArray).orElse(null));
                });
        if (reached.compareTo(head().revision()) > 0) {
            Head.keepNewer(statements, List.of(reached));
        }
        statements.connection().commit();
    }

    /** Begins the decided epoch above everything that is known of the former; all or nothing. */
    public void begin(Decided decided) throws SQLException {
        History history = decided.epochs().history();
        keepFormer(history);
        String head =
                """
                UPDATE head
                SET epoch = ?, revision = ?, version_floor = ?, newer_revision = NULL,
                    succession = ?, audit_seq = ?, audit_hash = ?
                """;
        statements.update(
                head,
                List.of(decided),
                (s, d) -> {
                    s.setBytes(1, Columns.id(history.epoch().value()));
                    s.setLong(2, d.end().value());
                    // A version takes a revision, so none is above.
                    s.setLong(3, d.end().value());
                    s.setBytes(4, d.epochs().mac().orElseThrow().toArray());
                    s.setLong(5, d.audit().row().seq());
                    s.setBytes(6, d.audit().row().hash().toArray());
                });
        GatewayRow.keep(statements, decided.gateways());
        AuditEntry.insert(statements, List.of(decided.audit()));
        AdoptedRow.put(
                statements,
                decided.adopted(),
                decided.audit().row().at(),
                decided.audit().row().seq());
        statements.connection().commit();
    }

    private void keepFormer(History history) throws SQLException {
        String clear = "DELETE FROM former_epoch";
        statements.update(clear, List.of(""), (s, none) -> {});
        List<Integer> positions = new ArrayList<>();
        for (int i = 0; i < history.former().size(); i++) {
            positions.add(i);
        }
        statements.update(
                "INSERT INTO former_epoch (position, epoch) VALUES (?, ?)",
                positions,
                (s, position) -> {
                    s.setInt(1, position);
                    s.setBytes(2, Columns.id(history.former().get(position).value()));
                });
    }
}
