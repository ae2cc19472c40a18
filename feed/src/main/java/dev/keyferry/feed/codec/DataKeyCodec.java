package dev.keyferry.feed.codec;

import dev.keyferry.feed.id.DataKeyId;
import dev.keyferry.feed.id.EdgeKeyId;
import dev.keyferry.feed.record.SealedDataKey;

/** One sealed data key as bytes. Thread-safe. */
public final class DataKeyCodec {
    static final int MAX_BODY_BYTES =
            DataKeyId.DIGITS / 2 + EdgeKeyId.DIGITS / 2 + 2 + SealedDataKey.MAX_SEALED_BYTES;

    /** Longest form of a sealed data key. */
    public static final int MAX_BYTES = Document.HEADER_BYTES + MAX_BODY_BYTES;

    private static final int USUAL_BYTES = 128;

    private DataKeyCodec() {}

    public static byte[] encode(SealedDataKey dataKey) {
        WireWriter writer = WireWriter.start(Document.DATA_KEY, USUAL_BYTES);
        write(writer, dataKey);
        return writer.finish();
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws MalformedFeed if it is anything else
     */
    public static SealedDataKey decode(byte[] form) {
        return WireReader.read(form, Document.DATA_KEY, MAX_BYTES, DataKeyCodec::read);
    }

    static void write(WireWriter writer, SealedDataKey dataKey) {
        writer.fixedHex(dataKey.id().value());
        writer.fixedHex(dataKey.edgeKey().value());
        writer.bytes(dataKey.sealed());
    }

    static SealedDataKey read(WireReader reader) {
        return new SealedDataKey(
                new DataKeyId(reader.fixedHex(DataKeyId.DIGITS)),
                new EdgeKeyId(reader.fixedHex(EdgeKeyId.DIGITS)),
                reader.bytes(SealedDataKey.MAX_SEALED_BYTES));
    }
}
