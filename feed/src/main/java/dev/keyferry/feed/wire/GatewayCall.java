package dev.keyferry.feed.wire;

import dev.keyferry.feed.codec.EvidenceCodec;
import dev.keyferry.feed.codec.PageCodec;
import dev.keyferry.feed.codec.PollCodec;
import dev.keyferry.feed.codec.ReauthCodec;
import dev.keyferry.feed.codec.ReportCodec;
import dev.keyferry.feed.codec.ResealCodec;
import dev.keyferry.feed.codec.WitnessCodec;

/**
 * What a gateway asks of its control plane, each a POST with a body and {@code Authorization:
 * Bearer} and a token. An answer without success has a {@link Problem} as its body, of at most
 * {@link Problem#MAX_BYTES} bytes.
 */
public enum GatewayCall {
    /** Shows an enrolment token; both bodies are an {@link EnrolmentForm}. */
    ENROL("enrol", GatewayCall.JSON, EnrolmentForm.MAX_BYTES, EnrolmentForm.MAX_BYTES),
    /** A poll and what answers it, by {@link PollCodec} and {@link PageCodec}. */
    POLL("poll", GatewayCall.BINARY, PollCodec.MAX_BYTES, PageCodec.MAX_BYTES),
    /** A report by {@link ReportCodec}; the answer is 204 without a body. */
    REPORT("report", GatewayCall.BINARY, ReportCodec.MAX_BYTES, 0),
    /** Evidence by {@link EvidenceCodec}; the answer is 204 without a body once it is durable. */
    EVIDENCE("evidence", GatewayCall.BINARY, EvidenceCodec.MAX_BYTES, 0),
    /** Keys sealed anew and those that are to be, by {@link ResealCodec}. */
    RESEAL("reseal", GatewayCall.BINARY, ResealCodec.MAX_BYTES, ResealCodec.MAX_WORK_BYTES),
    /** A question for orders to have peers authenticate anew, and those, by {@link ReauthCodec}. */
    REAUTH(
            "reauth",
            GatewayCall.BINARY,
            ReauthCodec.MAX_QUESTION_BYTES,
            ReauthCodec.MAX_ORDERS_BYTES),
    /** What came of one of them, by {@link ReauthCodec}; the answer is 204 without a body. */
    REAUTH_OUTCOME("reauth-outcome", GatewayCall.BINARY, ReauthCodec.MAX_OUTCOME_BYTES, 0),
    /**
     * Which head of the audit the gateway remembers, and the newest one, by {@link WitnessCodec}.
     */
    AUDIT_HEAD(
            "audit-head",
            GatewayCall.BINARY,
            WitnessCodec.MAX_QUESTION_BYTES,
            WitnessCodec.MAX_ANSWER_BYTES);

    /** Stands before the name of every call. */
    public static final String PREFIX = "/keyferry/gateway/v1/";

    private static final String BINARY = "application/octet-stream";
    private static final String JSON = "application/json";

    private final String path;
    private final String mediaType;
    private final int maxRequestBytes;
    private final int maxAnswerBytes;

    GatewayCall(String name, String mediaType, int maxRequestBytes, int maxAnswerBytes) {
        this.path = PREFIX + name;
        this.mediaType = mediaType;
        this.maxRequestBytes = maxRequestBytes;
        this.maxAnswerBytes = maxAnswerBytes;
    }

    public String path() {
        return path;
    }

    /** Of the request's body and of the body of an answer with success. */
    public String mediaType() {
        return mediaType;
    }

    public int maxRequestBytes() {
        return maxRequestBytes;
    }

    /** Of an answer with success. */
    public int maxAnswerBytes() {
        return maxAnswerBytes;
    }
}
