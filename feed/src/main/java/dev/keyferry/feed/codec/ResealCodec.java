package dev.keyferry.feed.codec;

import dev.keyferry.feed.id.EdgeKeyId;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.record.KeyRecord;
import dev.keyferry.feed.record.SealedDataKey;
import dev.keyferry.feed.record.TunnelRecord;
import dev.keyferry.feed.reseal.ResealWork;
import dev.keyferry.feed.reseal.Resealed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keys that are sealed anew, and those that are to be, as bytes. Thread-safe. */
public final class ResealCodec {
    private static final int EDGE_KEY_BYTES = EdgeKeyId.DIGITS / 2;
    private static final int USUAL_BYTES = 256;

    /** Longest form of what a gateway tells. */
    public static final int MAX_BYTES =
            Document.HEADER_BYTES
                    + 2 * (2 + Resealed.MAX_KEYS * EDGE_KEY_BYTES)
                    + Long.BYTES
                    + 2
                    + DataKeyCodec.MAX_BODY_BYTES
                    + ResealWork.MAX_RECORDS * RecordCodec.MAX_BODY_BYTES;

    /** Longest form of the work. */
    public static final int MAX_WORK_BYTES =
            Document.HEADER_BYTES
                    + EDGE_KEY_BYTES
                    + PageCodec.MAX_START_BYTES
                    + ResealWork.MAX_RECORDS
                            * (DataKeyCodec.MAX_BODY_BYTES + RecordCodec.MAX_BODY_BYTES);

    private ResealCodec() {}

    public static byte[] encode(Resealed resealed) {
        WireWriter writer = WireWriter.start(Document.RESEALED, USUAL_BYTES);
        writeKeys(writer, resealed.holds());
        writeKeys(writer, resealed.needs());
        writer.u64(resealed.after().value());
        writer.u16(resealed.batch().map(batch -> batch.records().size()).orElse(0));
        resealed.batch()
                .ifPresent(batch -> {
                    DataKeyCodec.write(writer, batch.dataKey());
                    batch.records().forEach(record -> RecordCodec.write(writer, record));
                });
        return writer.finish();
    }

    /**
     * Reads what a gateway tells.
     *
     * @throws MalformedFeed if it is anything else
     */
    public static Resealed decode(byte[] form) {
        return WireReader.read(form, Document.RESEALED, MAX_BYTES, ResealCodec::read);
    }

    public static byte[] encode(ResealWork work) {
        WireWriter writer = WireWriter.start(Document.RESEAL_WORK, USUAL_BYTES);
        writer.fixedHex(work.edgeKey().value());
        PageCodec.write(writer, work.page());
        return writer.finish();
    }

    /**
     * Reads the work.
     *
     * @throws MalformedFeed if it is anything else
     */
    public static ResealWork decodeWork(byte[] form) {
        return WireReader.read(
                form,
                Document.RESEAL_WORK,
                MAX_WORK_BYTES,
                reader -> new ResealWork(edgeKey(reader), PageCodec.readPage(reader)));
    }

    private static Resealed read(WireReader reader) {
        return new Resealed(keys(reader), keys(reader), new Revision(reader.u64()), batch(reader));
    }

    private static Optional<Resealed.Batch> batch(WireReader reader) {
        int count = reader.count(ResealWork.MAX_RECORDS);
        if (count == 0) {
            return Optional.empty();
        }
        SealedDataKey dataKey = DataKeyCodec.read(reader);
        List<KeyRecord> records = new ArrayList<>();
        for (int left = count; left > 0; left--) {
            TunnelRecord record = RecordCodec.read(reader);
            if (!(record instanceof KeyRecord key)) {
                throw reader.malformed("no key");
            }
            records.add(key);
        }
        return Optional.of(new Resealed.Batch(dataKey, records));
    }

    private static void writeKeys(WireWriter writer, List<EdgeKeyId> keys) {
        writer.u16(keys.size());
        keys.forEach(key -> writer.fixedHex(key.value()));
    }

    private static List<EdgeKeyId> keys(WireReader reader) {
        List<EdgeKeyId> keys = new ArrayList<>();
        for (int left = reader.count(Resealed.MAX_KEYS); left > 0; left--) {
            keys.add(edgeKey(reader));
        }
        return keys;
    }

    private static EdgeKeyId edgeKey(WireReader reader) {
        return new EdgeKeyId(reader.fixedHex(EdgeKeyId.DIGITS));
    }
}
