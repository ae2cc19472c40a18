package dev.keyferry.feed.codec;

import dev.keyferry.feed.id.PskVersion;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.reauth.ReauthOrder;
import dev.keyferry.feed.reauth.ReauthOrders;
import dev.keyferry.feed.reauth.ReauthOutcome;
import dev.keyferry.feed.reauth.ReauthQuestion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Orders to have peers authenticate anew, and what came of them, as bytes. Thread-safe. */
public final class ReauthCodec {
    private static final int MAC_BYTES = 32;
    private static final int ORDER_BYTES = 3 * Long.BYTES + TunnelId.DIGITS / 2 + MAC_BYTES;

    /** Longest form of a question. */
    public static final int MAX_QUESTION_BYTES = Document.HEADER_BYTES + Long.BYTES + 2;

    /** Longest form of orders. */
    public static final int MAX_ORDERS_BYTES =
            Document.HEADER_BYTES + 2 + ReauthOrders.MAX_ORDERS * ORDER_BYTES;

    /** Longest form of an outcome. */
    public static final int MAX_OUTCOME_BYTES = Document.HEADER_BYTES + Long.BYTES + 1;

    private ReauthCodec() {}

    public static byte[] encode(ReauthQuestion question) {
        WireWriter writer = WireWriter.start(Document.REAUTH_QUESTION, MAX_QUESTION_BYTES);
        writer.u64(question.after().value());
        writer.u16((int) question.patience().toMillis());
        return writer.finish();
    }

    /**
     * Reads a question.
     *
     * @throws MalformedFeed if it is anything else
     */
    public static ReauthQuestion decodeQuestion(byte[] form) {
        return WireReader.read(
                form,
                Document.REAUTH_QUESTION,
                MAX_QUESTION_BYTES,
                reader ->
                        new ReauthQuestion(
                                new Revision(reader.u64()), Duration.ofMillis(reader.u16())));
    }

    public static byte[] encode(ReauthOrders orders) {
        int expected = Document.HEADER_BYTES + 2 + orders.orders().size() * ORDER_BYTES;
        WireWriter writer = WireWriter.start(Document.REAUTH_ORDERS, expected);
        writer.u16(orders.orders().size());
        for (ReauthOrder order : orders.orders()) {
            writer.u64(order.number().value());
            writer.fixedHex(order.tunnel().value());
            writer.u64(order.version().value());
            writer.u64(order.until().toEpochMilli());
            writer.fixed(order.mac());
        }
        return writer.finish();
    }

    /**
     * Reads orders.
     *
     * @throws MalformedFeed if it is anything else
     */
    public static ReauthOrders decodeOrders(byte[] form) {
        return WireReader.read(form, Document.REAUTH_ORDERS, MAX_ORDERS_BYTES, ReauthCodec::orders);
    }

    public static byte[] encode(ReauthOutcome outcome) {
        WireWriter writer = WireWriter.start(Document.REAUTH_OUTCOME, MAX_OUTCOME_BYTES);
        writer.u64(outcome.number().value());
        writer.u8(code(outcome.kind()));
        return writer.finish();
    }

    /**
     * Reads an outcome.
     *
     * @throws MalformedFeed if it is anything else
     */
    public static ReauthOutcome decodeOutcome(byte[] form) {
        return WireReader.read(
                form,
                Document.REAUTH_OUTCOME,
                MAX_OUTCOME_BYTES,
                reader ->
                        new ReauthOutcome(
                                new Revision(reader.u64()),
                                reader.choice(ReauthOutcome.Kind.values(), ReauthCodec::code)));
    }

    private static ReauthOrders orders(WireReader reader) {
        List<ReauthOrder> orders = new ArrayList<>();
        for (int left = reader.count(ReauthOrders.MAX_ORDERS); left > 0; left--) {
            orders.add(
                    new ReauthOrder(
                            new Revision(reader.u64()),
                            new TunnelId(reader.fixedHex(TunnelId.DIGITS)),
                            new PskVersion(reader.u64()),
                            Instant.ofEpochMilli(reader.u64()),
                            reader.fixed(MAC_BYTES)));
        }
        return new ReauthOrders(orders);
    }

    private static int code(ReauthOutcome.Kind kind) {
        return switch (kind) {
            case REAUTHENTICATED -> 1;
            case NO_SA -> 2;
            case REFUSED -> 3;
            case NOT_BACK -> 4;
            case REFUSED_KEPT -> 5;
            case KEPT -> 6;
            case NOT_LOADED -> 7;
            case NOT_BEGUN -> 8;
        };
    }
}
