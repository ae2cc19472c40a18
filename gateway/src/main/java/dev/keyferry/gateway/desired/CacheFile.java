package dev.keyferry.gateway.desired;

import dev.keyferry.feed.Position;
import dev.keyferry.feed.id.DataKeyId;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.record.GoneRecord;
import dev.keyferry.feed.record.KeyRecord;
import dev.keyferry.feed.record.SealedDataKey;
import dev.keyferry.feed.record.TunnelRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The form of a cache file: the name of the format, then frames; a later record of a tunnel
 * supersedes an earlier one, a later position an earlier one.
 */
final class CacheFile {
    private static final byte[] MAGIC = "KFCACHE1".getBytes(StandardCharsets.US_ASCII);
    private static final int BUFFER_BYTES = 1 << 18;

    private CacheFile() {}

    static boolean isOnlyBegun(Path file) throws IOException {
        return Files.size(file) < MAGIC.length && isOne(ByteBuffer.wrap(Files.readAllBytes(file)));
    }

    /** True if it starts with the format's name, or is a part of it. */
    static boolean isOne(ByteBuffer whole) {
        byte[] start = new byte[Math.min(MAGIC.length, whole.remaining())];
        whole.get(whole.position(), start);
        return Arrays.equals(start, Arrays.copyOf(MAGIC, start.length));
    }

    /** True if it starts with the whole of the format's name. */
    static boolean isWholeOne(ByteBuffer whole) {
        return whole.remaining() >= MAGIC.length && isOne(whole);
    }

    /** Reads up to the first frame that is not whole, and leaves the buffer's position there. */
    static CacheContent read(ByteBuffer whole) {
        whole.position(MAGIC.length);
        Map<TunnelId, Held> held = new LinkedHashMap<>();
        Map<DataKeyId, SealedDataKey> dataKeys = new HashMap<>();
        Position position = new Position.Start();
        Optional<CacheFrame> frame = CacheFrame.decode(whole);
        while (frame.isPresent()) {
            switch (frame.get()) {
                case CacheFrame.DataKeyFrame(SealedDataKey key) -> dataKeys.put(key.id(), key);
                case CacheFrame.RecordFrame(TunnelRecord record) ->
                        held(record, dataKeys).ifPresent(found -> held.put(found.tunnel(), found));
                case CacheFrame.PositionFrame(Position.After after) -> position = after;
            }
            frame = CacheFrame.decode(whole);
        }
        return new CacheContent(position, List.copyOf(held.values()));
    }

    /** Writes a whole file and returns its length in bytes. */
    static long writeWhole(FileChannel channel, CacheContent content) throws IOException {
        writeFully(channel, 0, ByteBuffer.wrap(MAGIC));
        return MAGIC.length + write(channel, MAGIC.length, content);
    }

    /** Writes frames at a place and returns how many bytes they are. */
    static long write(FileChannel channel, long at, CacheContent content) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
        long end = at;
        for (CacheFrame frame : frames(content)) {
            ByteBuffer encoded = frame.encode();
            if (buffer.remaining() < encoded.remaining()) {
                end += flush(channel, end, buffer);
            }
            buffer.put(encoded);
        }
        return end + flush(channel, end, buffer) - at;
    }

    /** Data keys go before the records that name them, the position behind all. */
    private static List<CacheFrame> frames(CacheContent content) {
        List<CacheFrame> frames = new ArrayList<>();
        Set<DataKeyId> written = new HashSet<>();
        for (Held held : content.held()) {
            held.dataKey()
                    .filter(dataKey -> written.add(dataKey.id()))
                    .ifPresent(dataKey -> frames.add(new CacheFrame.DataKeyFrame(dataKey)));
            frames.add(new CacheFrame.RecordFrame(held.record()));
        }
        if (content.position() instanceof Position.After after) {
            frames.add(new CacheFrame.PositionFrame(after));
        }
        return frames;
    }

    /** Empty for a key without its data key, which no agent ever wrote. */
    private static Optional<Held> held(
            TunnelRecord record, Map<DataKeyId, SealedDataKey> dataKeys) {
        return switch (record) {
            case GoneRecord gone -> Optional.of(Held.gone(gone));
            case KeyRecord key ->
                    Optional.ofNullable(dataKeys.get(key.dataKey()))
                            .map(dataKey -> Held.key(key, dataKey));
        };
    }

    private static long flush(FileChannel channel, long at, ByteBuffer buffer) throws IOException {
        buffer.flip();
        long length = buffer.remaining();
        writeFully(channel, at, buffer);
        buffer.clear();
        return length;
    }

    private static void writeFully(FileChannel channel, long at, ByteBuffer buffer)
            throws IOException {
        long end = at;
        while (buffer.hasRemaining()) {
            end += channel.write(buffer, end);
        }
    }
}
