package dev.keyferry.server.store.rows.audit;

import dev.keyferry.server.store.rows.Statements;
import java.sql.SQLException;
import java.util.List;

/** Makes a record that was changed agree with its own hash again. */
public final class Rehashed {
    private Rehashed() {}

    public static void row(Statements statements, long seq) throws SQLException {
        AuditRow row = AuditRow.after(statements, seq - 1, 1).getFirst().row().orElseThrow();
        statements.update(
                "UPDATE audit SET hash = ? WHERE seq = ?",
                List.of(row),
                (s, changed) -> {
                    s.setBytes(1, changed.hash().toArray());
                    s.setLong(2, seq);
                });
    }
}
