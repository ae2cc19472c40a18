package dev.keyferry.feed.codec;

import dev.keyferry.feed.id.DataKeyId;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.record.GoneRecord;
import dev.keyferry.feed.record.KeyBinding;
import dev.keyferry.feed.record.KeyRecord;
import dev.keyferry.feed.record.TunnelRecord;

/** One record as bytes. Thread-safe. */
public final class RecordCodec {
    static final int MAX_BODY_BYTES =
            1
                    + Long.BYTES
                    + BindingForm.MAX_BYTES
                    + DataKeyId.DIGITS / 2
                    + 2
                    + KeyRecord.MAX_SEALED_BYTES
                    + KeyRecord.MAC_BYTES;

    /** Longest form of a record. */
    public static final int MAX_BYTES = Document.HEADER_BYTES + MAX_BODY_BYTES;

    private static final int KIND_KEY = 1;
    private static final int KIND_GONE = 2;
    private static final int USUAL_BYTES = 512;

    private RecordCodec() {}

    public static byte[] encode(TunnelRecord record) {
        WireWriter writer = WireWriter.start(Document.RECORD, USUAL_BYTES);
        write(writer, record);
        return writer.finish();
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws MalformedFeed if it is anything else
     */
    public static TunnelRecord decode(byte[] form) {
        return WireReader.read(form, Document.RECORD, MAX_BYTES, RecordCodec::read);
    }

    static void write(WireWriter writer, TunnelRecord record) {
        switch (record) {
            case KeyRecord key -> {
                writeStart(writer, KIND_KEY, key);
                writer.fixedHex(key.dataKey().value());
                writer.bytes(key.sealed());
                writer.fixed(key.mac());
            }
            case GoneRecord gone -> {
                writeStart(writer, KIND_GONE, gone);
                writer.fixed(gone.mac());
            }
        }
    }

    static TunnelRecord read(WireReader reader) {
        int kind = reader.u8();
        var revision = new Revision(reader.u64());
        KeyBinding binding = BindingForm.read(reader);
        return switch (kind) {
            case KIND_KEY ->
                    new KeyRecord(
                            revision,
                            binding,
                            new DataKeyId(reader.fixedHex(DataKeyId.DIGITS)),
                            reader.bytes(KeyRecord.MAX_SEALED_BYTES),
                            reader.fixed(KeyRecord.MAC_BYTES));
            case KIND_GONE -> new GoneRecord(revision, binding, reader.fixed(KeyRecord.MAC_BYTES));
            default -> throw reader.malformed("an unknown kind of record");
        };
    }

    private static void writeStart(WireWriter writer, int kind, TunnelRecord record) {
        writer.u8(kind);
        writer.u64(record.revision().value());
        BindingForm.write(writer, record.binding());
    }
}
