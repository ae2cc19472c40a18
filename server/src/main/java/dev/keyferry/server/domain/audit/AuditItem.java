package dev.keyferry.server.domain.audit;

/**
 * One thing that a request did, by what it did it to. It never holds a key, nor what would let
 * somebody guess one.
 *
 * @param subject the id or name of what it is about; empty where {@link Subject#DEPLOYMENT} says it
 * @param name what people call the subject; empty where it has no other name, or it is not told
 * @param number the version of a key, or a revision; 0 where there is none
 */
public record AuditItem(Kind kind, String subject, String name, long number) {
    public AuditItem {
        if (number < 0 || subject.isEmpty() != (kind.subject() == Subject.DEPLOYMENT)) {
            throw new IllegalArgumentException("an item of the audit is not in its form");
        }
    }

    /** What items are about. */
    public enum Subject {
        ACCOUNT,
        TOKEN,
        EDGE,
        /** An address at which tunnels end. */
        ADDRESS,
        GATEWAY,
        TUNNEL,
        EPOCH,
        /** All of it. */
        DEPLOYMENT
    }

    /** What was done. The codes stand for good: the audit is hashed with them. */
    public enum Kind {
        ACCOUNT_CREATED(1, Subject.ACCOUNT),
        ACCOUNT_CHANGED(2, Subject.ACCOUNT),
        ACCOUNT_DELETED(3, Subject.ACCOUNT),
        TOKEN_KEPT(4, Subject.TOKEN),
        TOKEN_DELETED(5, Subject.TOKEN),
        EDGE_KEPT(6, Subject.EDGE),
        ADDRESS_BOUND(7, Subject.ADDRESS),
        GATEWAY_KEPT(8, Subject.GATEWAY),
        KEYS_EXPOSED(9, Subject.GATEWAY),
        NEWER_HISTORY_KNOWN(10, Subject.DEPLOYMENT),
        TUNNEL_CREATED(11, Subject.TUNNEL),
        TUNNEL_UPDATED(12, Subject.TUNNEL),
        TUNNEL_DELETED(13, Subject.TUNNEL),
        KEY_SET(14, Subject.TUNNEL),
        KEY_RESEALED(15, Subject.TUNNEL),
        KEY_REMOVED(16, Subject.TUNNEL),
        REQUEST_REMEMBERED(17, Subject.DEPLOYMENT),
        REQUESTS_FORGOTTEN(18, Subject.DEPLOYMENT),
        TOMBSTONES_PURGED(19, Subject.DEPLOYMENT),
        EPOCH_BEGUN(20, Subject.EPOCH),
        /** Gateways had it and the store had not. */
        KEY_ADOPTED(21, Subject.TUNNEL),
        /** The same of the end of a key. */
        END_ADOPTED(22, Subject.TUNNEL),
        REAUTHENTICATION_ORDERED(23, Subject.TUNNEL);

        private final int code;
        private final Subject subject;

        Kind(int code, Subject subject) {
            this.code = code;
            this.subject = subject;
        }

        /** From 1 to 255. */
        public int code() {
            return code;
        }

        public Subject subject() {
            return subject;
        }

        /** True if {@link AuditItem#number} is the version of a key. */
        public boolean isOfKey() {
            return switch (this) {
                case KEY_SET,
                        KEY_RESEALED,
                        KEY_REMOVED,
                        KEY_ADOPTED,
                        END_ADOPTED,
                        REAUTHENTICATION_ORDERED ->
                        true;
                default -> false;
            };
        }
    }
}
