package dev.keyferry.feed.witness;

import java.util.Optional;

/**
 * A gateway's question for the newest head of the audit.
 *
 * @param remembered the newest one that it was shown and that fits what it knew; empty if none was
 * @param doubt whether the audit is still the one that it remembers, as far as it knows
 */
public record HeadQuestion(Optional<AuditHead> remembered, Doubt doubt) {
    /** Why a gateway does not take what it is shown. */
    public enum Doubt {
        NONE("none"),
        /** The head is not signed by the key that it names. */
        NOT_SIGNED("not-signed"),
        /** It is signed by another key than those before. */
        OTHER_KEY("other-key"),
        /** The audit has no record any more where the gateway remembers one. */
        RECORD_GONE("record-gone"),
        /** It has another one there. */
        OTHER_RECORD("other-record");

        private final String token;

        Doubt(String token) {
            this.token = token;
        }

        /** As answers and the documentation of errors have it. */
        public String token() {
            return token;
        }
    }
}
