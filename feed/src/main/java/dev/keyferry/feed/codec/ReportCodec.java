package dev.keyferry.feed.codec;

import dev.keyferry.feed.GatewayCondition;
import dev.keyferry.feed.LocalNames;
import dev.keyferry.feed.Report;
import dev.keyferry.feed.RevisionRange;
import dev.keyferry.feed.TunnelException;
import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.id.PskVersion;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.id.SessionId;
import dev.keyferry.feed.id.TunnelId;
import java.util.ArrayList;
import java.util.List;

/** A gateway's report as bytes. Thread-safe. */
public final class ReportCodec {
    private static final int MAX_TEXT_BYTES = 2 + GatewayCondition.MAX_DETAIL;

    /** Longest form of a report. */
    public static final int MAX_BYTES =
            Document.HEADER_BYTES
                    + SessionId.DIGITS / 2
                    + Epoch.DIGITS / 2
                    + 2 * Long.BYTES
                    + 2
                    + Report.MAX_AHEAD * 2 * Long.BYTES
                    + 2
                    + MAX_TEXT_BYTES
                    + 2
                    + Report.MAX_EXCEPTIONS
                            * (TunnelId.DIGITS / 2 + Long.BYTES + 1 + MAX_TEXT_BYTES)
                    + 2
                    + LocalNames.MAX_NAMES * (1 + LocalNames.MAX_BYTES);

    private static final int USUAL_BYTES = 512;

    private ReportCodec() {}

    public static byte[] encode(Report report) {
        WireWriter writer = WireWriter.start(Document.REPORT, USUAL_BYTES);
        writer.fixedHex(report.session().value());
        writer.fixedHex(report.epoch().value());
        writer.u64(report.delivered().value());
        writer.u64(report.through().value());
        writer.u16(report.ahead().size());
        for (RevisionRange range : report.ahead()) {
            writer.u64(range.first().value());
            writer.u64(range.last().value());
        }
        writer.u8(code(report.condition().kind()));
        writer.u8(code(report.condition().assurance()));
        writer.text(report.condition().detail());
        writer.u16(report.exceptions().size());
        for (TunnelException exception : report.exceptions()) {
            writer.fixedHex(exception.tunnel().value());
            writer.u64(exception.version().value());
            writer.u8(code(exception.kind()));
            writer.text(exception.detail());
        }
        writer.u16(report.names().texts().size());
        report.names().texts().forEach(writer::shortText);
        return writer.finish();
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws MalformedFeed if it is anything else
     */
    public static Report decode(byte[] form) {
        return WireReader.read(form, Document.REPORT, MAX_BYTES, ReportCodec::read);
    }

    private static Report read(WireReader reader) {
        return new Report(
                new SessionId(reader.fixedHex(SessionId.DIGITS)),
                new Epoch(reader.fixedHex(Epoch.DIGITS)),
                new Revision(reader.u64()),
                new Revision(reader.u64()),
                ahead(reader),
                condition(reader),
                exceptions(reader),
                names(reader));
    }

    private static List<RevisionRange> ahead(WireReader reader) {
        List<RevisionRange> ahead = new ArrayList<>();
        for (int left = reader.count(Report.MAX_AHEAD); left > 0; left--) {
            ahead.add(new RevisionRange(new Revision(reader.u64()), new Revision(reader.u64())));
        }
        return ahead;
    }

    private static GatewayCondition condition(WireReader reader) {
        var kind = reader.choice(GatewayCondition.Kind.values(), ReportCodec::code);
        var assurance = reader.choice(GatewayCondition.Assurance.values(), ReportCodec::code);
        String detail = reader.text(GatewayCondition.MAX_DETAIL);
        var condition = new GatewayCondition(kind, detail, assurance);
        if (!condition.detail().equals(detail)) {
            throw reader.malformed("a detail that is not tidy");
        }
        return condition;
    }

    private static List<TunnelException> exceptions(WireReader reader) {
        List<TunnelException> exceptions = new ArrayList<>();
        for (int left = reader.count(Report.MAX_EXCEPTIONS); left > 0; left--) {
            var tunnel = new TunnelId(reader.fixedHex(TunnelId.DIGITS));
            var version = new PskVersion(reader.u64());
            var kind = reader.choice(TunnelException.Kind.values(), ReportCodec::code);
            String detail = reader.text(GatewayCondition.MAX_DETAIL);
            var exception = new TunnelException(tunnel, version, kind, detail);
            if (!exception.detail().equals(detail)) {
                throw reader.malformed("a detail that is not tidy");
            }
            exceptions.add(exception);
        }
        return exceptions;
    }

    private static LocalNames names(WireReader reader) {
        List<String> texts = new ArrayList<>();
        for (int left = reader.count(LocalNames.MAX_NAMES); left > 0; left--) {
            texts.add(reader.shortText(LocalNames.MAX_BYTES));
        }
        return new LocalNames(texts);
    }

    private static int code(GatewayCondition.Kind kind) {
        return switch (kind) {
            case SERVING -> 1;
            case LOADING -> 2;
            case CHARON_DOWN -> 3;
            case UNSAFE_CONNECTION -> 4;
            case SOCKET_REFUSED -> 5;
            case HISTORY_REFUSED -> 6;
            case CACHE_FAILED -> 7;
            case LEASE_OVER -> 8;
        };
    }

    private static int code(GatewayCondition.Assurance assurance) {
        return switch (assurance) {
            case ASSURED -> 1;
            case NOT_ASSURED -> 2;
        };
    }

    private static int code(TunnelException.Kind kind) {
        return switch (kind) {
            case RESERVED_IDENTITY -> 1;
            case NOT_AUTHENTIC -> 2;
            case IDENTITY_TAKEN -> 3;
            case CHARON_REFUSED -> 4;
        };
    }
}
