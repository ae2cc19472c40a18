package dev.keyferry.feed.codec;

import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.witness.AuditHead;
import dev.keyferry.feed.witness.HeadAnswer;
import dev.keyferry.feed.witness.HeadQuestion;
import dev.keyferry.feed.witness.HeadQuestion.Doubt;
import dev.keyferry.feed.witness.SignedHead;
import java.util.Optional;

/** Heads of the audit, and what gateways say of them, as bytes. Thread-safe. */
public final class WitnessCodec {
    private static final int HEAD_BYTES = Epoch.DIGITS / 2 + Long.BYTES + AuditHead.HASH_BYTES;
    private static final int SIGNED_BYTES =
            HEAD_BYTES + SignedHead.KEY_BYTES + SignedHead.SIGNATURE_BYTES;

    /** Longest form of a question. */
    public static final int MAX_QUESTION_BYTES = Document.HEADER_BYTES + 1 + HEAD_BYTES + 1;

    /** Longest form of an answer. */
    public static final int MAX_ANSWER_BYTES =
            Document.HEADER_BYTES + SIGNED_BYTES + 1 + AuditHead.HASH_BYTES;

    private static final int MAX_HEAD_BYTES = Document.HEADER_BYTES + SIGNED_BYTES;

    private WitnessCodec() {}

    public static byte[] encode(HeadQuestion question) {
        WireWriter writer = WireWriter.start(Document.HEAD_QUESTION, MAX_QUESTION_BYTES);
        writer.u8(question.remembered().isPresent() ? 1 : 0);
        question.remembered().ifPresent(head -> write(writer, head));
        writer.u8(code(question.doubt()));
        return writer.finish();
    }

    /**
     * Reads a question.
     *
     * @throws MalformedFeed if it is anything else
     */
    public static HeadQuestion decodeQuestion(byte[] form) {
        return WireReader.read(
                form,
                Document.HEAD_QUESTION,
                MAX_QUESTION_BYTES,
                reader ->
                        new HeadQuestion(
                                isThere(reader) ? Optional.of(head(reader)) : Optional.empty(),
                                reader.choice(Doubt.values(), WitnessCodec::code)));
    }

    public static byte[] encode(HeadAnswer answer) {
        WireWriter writer = WireWriter.start(Document.HEAD_ANSWER, MAX_ANSWER_BYTES);
        write(writer, answer.newest());
        writer.u8(answer.kept().isPresent() ? 1 : 0);
        answer.kept().ifPresent(writer::fixed);
        return writer.finish();
    }

    /**
     * Reads an answer.
     *
     * @throws MalformedFeed if it is anything else
     */
    public static HeadAnswer decodeAnswer(byte[] form) {
        return WireReader.read(
                form,
                Document.HEAD_ANSWER,
                MAX_ANSWER_BYTES,
                reader ->
                        new HeadAnswer(
                                signed(reader),
                                isThere(reader)
                                        ? Optional.of(reader.fixed(AuditHead.HASH_BYTES))
                                        : Optional.empty()));
    }

    /** As a gateway keeps it. */
    public static byte[] encode(SignedHead head) {
        WireWriter writer = WireWriter.start(Document.SIGNED_HEAD, MAX_HEAD_BYTES);
        write(writer, head);
        return writer.finish();
    }

    /**
     * Reads a head that a gateway kept.
     *
     * @throws MalformedFeed if it is anything else
     */
    public static SignedHead decodeHead(byte[] form) {
        return WireReader.read(form, Document.SIGNED_HEAD, MAX_HEAD_BYTES, WitnessCodec::signed);
    }

    private static void write(WireWriter writer, AuditHead head) {
        writer.fixedHex(head.epoch().value());
        writer.u64(head.seq());
        writer.fixed(head.hash());
    }

    private static void write(WireWriter writer, SignedHead signed) {
        write(writer, signed.head());
        writer.fixed(signed.key());
        writer.fixed(signed.signature());
    }

    private static AuditHead head(WireReader reader) {
        return new AuditHead(
                new Epoch(reader.fixedHex(Epoch.DIGITS)),
                reader.u64(),
                reader.fixed(AuditHead.HASH_BYTES));
    }

    private static SignedHead signed(WireReader reader) {
        return new SignedHead(
                head(reader),
                reader.fixed(SignedHead.KEY_BYTES),
                reader.fixed(SignedHead.SIGNATURE_BYTES));
    }

    private static boolean isThere(WireReader reader) {
        return switch (reader.u8()) {
            case 0 -> false;
            case 1 -> true;
            default -> throw reader.malformed("neither there nor not");
        };
    }

    private static int code(Doubt doubt) {
        return switch (doubt) {
            case NONE -> 0;
            case NOT_SIGNED -> 1;
            case OTHER_KEY -> 2;
            case RECORD_GONE -> 3;
            case OTHER_RECORD -> 4;
        };
    }
}
