package dev.keyferry.gateway.desired;

import dev.keyferry.feed.Position;
import dev.keyferry.feed.codec.DataKeyCodec;
import dev.keyferry.feed.codec.MalformedFeed;
import dev.keyferry.feed.codec.RecordCodec;
import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.record.SealedDataKey;
import dev.keyferry.feed.record.TunnelRecord;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * One entry of the cache file: four bytes of length, four of CRC-32C over kind and body, one of
 * kind, and the body; numbers with the high byte first. The check finds torn writes; that a record
 * is genuine shows its own MAC.
 */
sealed interface CacheFrame {
    record DataKeyFrame(SealedDataKey dataKey) implements CacheFrame {}

    record RecordFrame(TunnelRecord record) implements CacheFrame {}

    /** All before it is complete up to there. */
    record PositionFrame(Position.After position) implements CacheFrame {}

    int MAX_BODY_BYTES = Math.max(RecordCodec.MAX_BYTES, DataKeyCodec.MAX_BYTES);

    int HEADER_BYTES = Integer.BYTES + Integer.BYTES + 1;

    default ByteBuffer encode() {
        return switch (this) {
            case DataKeyFrame(SealedDataKey dataKey) -> framed(1, DataKeyCodec.encode(dataKey));
            case RecordFrame(TunnelRecord record) -> framed(2, RecordCodec.encode(record));
            case PositionFrame(Position.After position) -> framed(3, encode(position));
        };
    }

    /**
     * Reads the frame at the buffer's position and moves past it.
     *
     * @return empty where no whole and undamaged frame starts; the position stays there
     */
    static Optional<CacheFrame> decode(ByteBuffer buffer) {
        int start = buffer.position();
        Optional<CacheFrame> frame = decodeAt(buffer);
        if (frame.isEmpty()) {
            buffer.position(start);
        }
        return frame;
    }

    /** True if a whole frame starts anywhere in the rest of the buffer. */
    static boolean isAnyIn(ByteBuffer buffer) {
        for (int at = buffer.position(); at < buffer.limit(); at++) {
            if (decode(buffer.duplicate().position(at)).isPresent()) {
                return true;
            }
        }
        return false;
    }

    private static Optional<CacheFrame> decodeAt(ByteBuffer buffer) {
        if (buffer.remaining() < HEADER_BYTES) {
            return Optional.empty();
        }
        int length = buffer.getInt();
        int check = buffer.getInt();
        if (length < 0 || length > MAX_BODY_BYTES || buffer.remaining() < 1 + length) {
            return Optional.empty();
        }
        byte kind = buffer.get();
        byte[] body = new byte[length];
        buffer.get(body);
        return check == check(kind, body) ? read(kind, body) : Optional.empty();
    }

    private static Optional<CacheFrame> read(byte kind, byte[] body) {
        try {
            return switch (kind) {
                case 1 -> Optional.of(new DataKeyFrame(DataKeyCodec.decode(body)));
                case 2 -> Optional.of(new RecordFrame(RecordCodec.decode(body)));
                case 3 -> Optional.of(new PositionFrame(position(body)));
                default -> Optional.empty();
            };
        } catch (MalformedFeed | BufferUnderflowException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static ByteBuffer framed(int kind, byte[] body) {
        return ByteBuffer.allocate(HEADER_BYTES + body.length)
                .putInt(body.length)
                .putInt(check((byte) kind, body))
                .put((byte) kind)
                .put(body)
                .flip();
    }

    private static int check(byte kind, byte[] body) {
        CRC32C crc = new CRC32C();
        crc.update(kind);
        crc.update(body);
        return (int) crc.getValue();
    }

    private static byte[] encode(Position.After position) {
        byte[] epoch = position.epoch().value().getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(epoch.length + Long.BYTES)
                .put(epoch)
                .putLong(position.after().value())
                .array();
    }

    private static Position.After position(byte[] body) {
        ByteBuffer buffer = ByteBuffer.wrap(body);
        byte[] epoch = new byte[Epoch.DIGITS];
        buffer.get(epoch);
        return new Position.After(
                new Epoch(new String(epoch, StandardCharsets.US_ASCII)),
                new Revision(buffer.getLong()));
    }
}
