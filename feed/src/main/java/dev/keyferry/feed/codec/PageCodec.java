package dev.keyferry.feed.codec;

import dev.keyferry.feed.History;
import dev.keyferry.feed.Page;
import dev.keyferry.feed.PollAnswer;
import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.record.SealedDataKey;
import dev.keyferry.feed.record.TunnelRecord;
import java.util.ArrayList;
import java.util.List;

/** The answer to a poll, a page or a reset, as bytes. Thread-safe. */
public final class PageCodec {
    /** Longest form of a page. */
    public static final int MAX_BYTES =
            Document.HEADER_BYTES
                    + PageCodec.MAX_START_BYTES
                    + Page.MAX_RECORDS * (DataKeyCodec.MAX_BODY_BYTES + RecordCodec.MAX_BODY_BYTES);

    /** Of a page's body without what it carries. */
    static final int MAX_START_BYTES = PageCodec.MAX_HISTORY_BYTES + 3 * Long.BYTES + 2 * 2;

    private static final int MAX_HISTORY_BYTES = 2 + (1 + History.MAX_FORMER) * (Epoch.DIGITS / 2);

    private static final int USUAL_RECORD_BYTES = 512;
    private static final int MAX_RESET_BYTES =
            Document.HEADER_BYTES + MAX_HISTORY_BYTES + Long.BYTES;

    private PageCodec() {}

    public static byte[] encode(PollAnswer answer) {
        return switch (answer) {
            case Page page -> page(page);
            case PollAnswer.Reset reset -> reset(reset);
        };
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws MalformedFeed if it is anything else
     */
    public static PollAnswer decode(byte[] form) {
        boolean isReset = form.length > 1 && form[1] == Document.RESET.code();
        return isReset
                ? WireReader.read(form, Document.RESET, MAX_RESET_BYTES, PageCodec::readReset)
                : WireReader.read(form, Document.PAGE, MAX_BYTES, PageCodec::readPage);
    }

    private static byte[] page(Page page) {
        WireWriter writer =
                WireWriter.start(Document.PAGE, (1 + page.records().size()) * USUAL_RECORD_BYTES);
        write(writer, page);
        return writer.finish();
    }

    static void write(WireWriter writer, Page page) {
        write(writer, page.history());
        writer.u64(page.after().value());
        writer.u64(page.upTo().value());
        writer.u64(page.head().value());
        writer.u16(page.dataKeys().size());
        for (SealedDataKey dataKey : page.dataKeys()) {
            DataKeyCodec.write(writer, dataKey);
        }
        writer.u16(page.records().size());
        for (TunnelRecord record : page.records()) {
            RecordCodec.write(writer, record);
        }
    }

    static Page readPage(WireReader reader) {
        History history = readHistory(reader);
        var after = new Revision(reader.u64());
        var upTo = new Revision(reader.u64());
        var head = new Revision(reader.u64());
        List<SealedDataKey> dataKeys = new ArrayList<>();
        for (int left = reader.count(Page.MAX_RECORDS); left > 0; left--) {
            dataKeys.add(DataKeyCodec.read(reader));
        }
        List<TunnelRecord> records = new ArrayList<>();
        for (int left = reader.count(Page.MAX_RECORDS); left > 0; left--) {
            records.add(RecordCodec.read(reader));
        }
        return new Page(history, after, upTo, head, dataKeys, records);
    }

    private static byte[] reset(PollAnswer.Reset reset) {
        WireWriter writer = WireWriter.start(Document.RESET, MAX_RESET_BYTES);
        write(writer, reset.history());
        writer.u64(reset.head().value());
        return writer.finish();
    }

    private static PollAnswer.Reset readReset(WireReader reader) {
        return new PollAnswer.Reset(readHistory(reader), new Revision(reader.u64()));
    }

    private static void write(WireWriter writer, History history) {
        writer.fixedHex(history.epoch().value());
        writer.u16(history.former().size());
        history.former().forEach(epoch -> writer.fixedHex(epoch.value()));
    }

    private static History readHistory(WireReader reader) {
        var epoch = new Epoch(reader.fixedHex(Epoch.DIGITS));
        List<Epoch> former = new ArrayList<>();
        for (int left = reader.count(History.MAX_FORMER); left > 0; left--) {
            former.add(new Epoch(reader.fixedHex(Epoch.DIGITS)));
        }
        return new History(epoch, former);
    }
}
