package dev.keyferry.server.store.rows;

import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.record.KeyBinding;
import dev.keyferry.feed.seal.Fingerprint;
import dev.keyferry.server.usecase.port.Effect.KeySet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** A version of a tunnel's key, and the audited request that set it. */
public record VersionRow(KeySet set, long auditSeq) {
    /** True if one of the tunnel's versions, present or former, has the fingerprint. */
    public static boolean isKnown(Statements statements, TunnelId tunnel, Fingerprint fingerprint) {
        String sql = "SELECT version FROM psk_version WHERE tunnel = ? AND fingerprint = ? LIMIT 1";
        return !statements
                .look(
                        sql,
                        fingerprint,
                        (s, wanted) -> {
                            s.setBytes(1, Columns.id(tunnel.value()));
                            s.setBytes(2, wanted.value().toArray());
                        },
                        row -> row.getLong(1))
                .isEmpty();
    }

    /**
     * A version that gateways had.
     *
     * @param unseen stands for its key's fingerprint
     */
    public record Adopted(KeyBinding binding, Fingerprint unseen) {}

    /** Adds versions that gateways had; one that was only sealed anew keeps its time. */
    public static void adopt(
            Statements statements, List<Adopted> versions, Instant now, long auditSeq)
            throws SQLException {
        String sql =
                """
                INSERT INTO psk_version (tunnel, version, fingerprint, set_at, audit_seq)
                VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (tunnel, version) DO UPDATE SET fingerprint = excluded.fingerprint
                """;
        statements.update(
                sql,
                versions,
                (s, version) -> {
                    s.setBytes(1, Columns.id(version.binding().tunnel().value()));
                    s.setLong(2, version.binding().version().value());
                    s.setBytes(3, version.unseen().value().toArray());
                    s.setLong(4, Columns.time(now));
                    s.setLong(5, auditSeq);
                });
    }

    public static void insert(Statements statements, List<VersionRow> rows, Instant now)
            throws SQLException {
        String sql =
                """
                INSERT INTO psk_version (tunnel, version, fingerprint, set_at, audit_seq)
                VALUES (?, ?, ?, ?, ?)
                """;
        long setAt = Columns.time(now);
        statements.update(
                sql,
                rows,
                (s, row) -> {
                    KeyBinding binding = row.set().record().binding();
                    s.setBytes(1, Columns.id(binding.tunnel().value()));
                    s.setLong(2, binding.version().value());
                    s.setBytes(3, row.set().fingerprint().value().toArray());
                    s.setLong(4, setAt);
                    s.setLong(5, row.auditSeq());
                });
    }
}
