package dev.keyferry.feed.codec;

/** What a whole form is; its second byte, behind the format. */
enum Document {
    RECORD(1),
    DATA_KEY(2),
    PAGE(3),
    RESET(4),
    REPORT(5),
    POLL(6),
    EVIDENCE(7),
    RESEALED(8),
    RESEAL_WORK(9),
    REAUTH_QUESTION(10),
    REAUTH_ORDERS(11),
    REAUTH_OUTCOME(12),
    HEAD_QUESTION(13),
    HEAD_ANSWER(14),
    SIGNED_HEAD(15);

    /** First byte of every form. */
    static final int FORMAT = 1;

    static final int HEADER_BYTES = 2;

    private final int code;

    Document(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
