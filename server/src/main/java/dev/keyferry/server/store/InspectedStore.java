package dev.keyferry.server.store;

import dev.keyferry.server.domain.audit.AuditVerdict;
import dev.keyferry.server.domain.audit.Remembered;
import dev.keyferry.server.store.rows.Statements;
import dev.keyferry.server.store.rows.audit.AuditVerification;
import dev.keyferry.server.usecase.port.StoreUnavailable;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** A database that is looked at and not changed, whether servers have it or not. Thread-safe. */
public final class InspectedStore {
    private final DataSource source;

    public InspectedStore(Engine engine) {
        this.source = engine.reading();
    }

    /**
     * Checks the whole audit, as of one moment.
     *
     * @param witnesses records that must be in it
     * @return empty if the tables have not the form of this version
     * @throws StoreUnavailable if the database cannot be read
     */
    public Optional<AuditVerdict> verifyAudit(List<Remembered> witnesses) {
        try {
            if (Schema.form(source) != Schema.Form.CURRENT) {
                return Optional.empty();
            }
            try (Statements statements = Statements.open(source)) {
                return Optional.of(AuditVerification.verify(statements, witnesses));
            }
        } catch (SQLException e) {
            throw new StoreUnavailable("the database cannot be read", e);
        }
    }
}
