package dev.keyferry.server.store;

import dev.keyferry.server.domain.audit.AuditVerdict;
import java.util.List;

/** Checks the chain of the audit as an operator does. */
public final class AuditChains {
    private AuditChains() {}

    /** Returns how many records were right, up to the first that is not. */
    static long verify(StoreFixture store) {
        return switch (verdict(store.engine())) {
            case AuditVerdict.Whole whole -> whole.records();
            case AuditVerdict.Broken broken -> broken.seq() - 1;
        };
    }

    public static AuditVerdict verdict(Engine engine) {
        return new InspectedStore(engine).verifyAudit(List.of()).orElseThrow();
    }
}
