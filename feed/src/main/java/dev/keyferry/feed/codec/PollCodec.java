package dev.keyferry.feed.codec;

import dev.keyferry.feed.Poll;
import dev.keyferry.feed.Position;
import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.id.SessionId;
import java.time.Duration;

/** A gateway's poll as bytes. Thread-safe. */
public final class PollCodec {
    /** Longest form of a poll. */
    public static final int MAX_BYTES =
            Document.HEADER_BYTES + SessionId.DIGITS / 2 + 2 + 1 + Epoch.DIGITS / 2 + Long.BYTES;

    private static final int START = 1;
    private static final int AFTER = 2;

    private PollCodec() {}

    public static byte[] encode(Poll poll) {
        WireWriter writer = WireWriter.start(Document.POLL, MAX_BYTES);
        writer.fixedHex(poll.session().value());
        writer.u16((int) poll.patience().toMillis());
        switch (poll.position()) {
            case Position.Start start -> writer.u8(START);
            case Position.After(Epoch epoch, Revision after) -> {
                writer.u8(AFTER);
                writer.fixedHex(epoch.value());
                writer.u64(after.value());
            }
        }
        return writer.finish();
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws MalformedFeed if it is anything else
     */
    public static Poll decode(byte[] form) {
        return WireReader.read(form, Document.POLL, MAX_BYTES, PollCodec::read);
    }

    private static Poll read(WireReader reader) {
        var session = new SessionId(reader.fixedHex(SessionId.DIGITS));
        var patience = Duration.ofMillis(reader.u16());
        return new Poll(session, position(reader), patience);
    }

    private static Position position(WireReader reader) {
        return switch (reader.u8()) {
            case START -> new Position.Start();
            case AFTER ->
                    new Position.After(
                            new Epoch(reader.fixedHex(Epoch.DIGITS)), new Revision(reader.u64()));
            default -> throw reader.malformed("an unknown position");
        };
    }
}
