package dev.keyferry.server.store.rows.audit;

/** A record is not there, or not as a server wrote it. */
final class NotAsWritten extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final long seq;
    private final String finding;

    NotAsWritten(long seq, String finding) {
        super(finding);
        this.seq = seq;
        this.finding = finding;
    }

    long seq() {
        return seq;
    }

    String finding() {
        return finding;
    }
}
