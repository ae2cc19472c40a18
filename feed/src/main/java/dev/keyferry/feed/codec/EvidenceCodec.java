package dev.keyferry.feed.codec;

import dev.keyferry.feed.evidence.Evidence;
import dev.keyferry.feed.evidence.Hint;
import dev.keyferry.feed.evidence.PeerAddress;
import dev.keyferry.feed.evidence.Proof;
import dev.keyferry.feed.evidence.Rejection;
import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.id.PskVersion;
import dev.keyferry.feed.id.SessionId;
import dev.keyferry.feed.id.TunnelId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A gateway's evidence as bytes. Thread-safe. */
public final class EvidenceCodec {
    private static final int TARGET_BYTES = TunnelId.DIGITS / 2 + Long.BYTES;
    private static final int ADDRESS_BYTES = 1 + PeerAddress.IPV6_BYTES;

    /** Longest form of evidence. */
    public static final int MAX_BYTES =
            Document.HEADER_BYTES
                    + SessionId.DIGITS / 2
                    + Epoch.DIGITS / 2
                    + 2
                    + Evidence.MAX_PROOFS * (TARGET_BYTES + Long.BYTES + ADDRESS_BYTES + 1)
                    + 2
                    + Evidence.MAX_REJECTIONS
                            * (1
                                    + Rejection.MAX_IDENTITY_BYTES
                                    + 1
                                    + TARGET_BYTES
                                    + ADDRESS_BYTES
                                    + 3 * Long.BYTES
                                    + 1);

    private static final int USUAL_BYTES = 256;
    private static final int MATCHES_NONE = 0;
    private static final int MATCHES_ONE = 1;

    private EvidenceCodec() {}

    public static byte[] encode(Evidence evidence) {
        WireWriter writer = WireWriter.start(Document.EVIDENCE, USUAL_BYTES);
        writer.fixedHex(evidence.session().value());
        writer.fixedHex(evidence.epoch().value());
        writer.u16(evidence.proofs().size());
        for (Proof proof : evidence.proofs()) {
            writer.fixedHex(proof.tunnel().value());
            writer.u64(proof.version().value());
            writer.u64(proof.at().toEpochMilli());
            writer.shortHex(proof.from().value().hex());
            writer.u8(code(proof.assurance()));
        }
        writer.u16(evidence.rejections().size());
        evidence.rejections().forEach(rejection -> write(writer, rejection));
        return writer.finish();
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws MalformedFeed if it is anything else
     */
    public static Evidence decode(byte[] form) {
        return WireReader.read(form, Document.EVIDENCE, MAX_BYTES, EvidenceCodec::read);
    }

    private static void write(WireWriter writer, Rejection rejection) {
        writer.shortHex(rejection.identity().hex());
        writer.u8(rejection.target().isPresent() ? MATCHES_ONE : MATCHES_NONE);
        rejection
                .target()
                .ifPresent(target -> {
                    writer.fixedHex(target.tunnel().value());
                    writer.u64(target.version().value());
                });
        writer.shortHex(rejection.from().value().hex());
        writer.u64(rejection.first().toEpochMilli());
        writer.u64(rejection.last().toEpochMilli());
        writer.u64(rejection.count());
        writer.u8(code(rejection.hint()));
    }

    private static Evidence read(WireReader reader) {
        return new Evidence(
                new SessionId(reader.fixedHex(SessionId.DIGITS)),
                new Epoch(reader.fixedHex(Epoch.DIGITS)),
                proofs(reader),
                rejections(reader));
    }

    private static List<Proof> proofs(WireReader reader) {
        List<Proof> proofs = new ArrayList<>();
        for (int left = reader.count(Evidence.MAX_PROOFS); left > 0; left--) {
            proofs.add(
                    new Proof(
                            new TunnelId(reader.fixedHex(TunnelId.DIGITS)),
                            new PskVersion(reader.u64()),
                            time(reader),
                            address(reader),
                            reader.choice(Proof.Assurance.values(), EvidenceCodec::code)));
        }
        return proofs;
    }

    private static List<Rejection> rejections(WireReader reader) {
        List<Rejection> rejections = new ArrayList<>();
        for (int left = reader.count(Evidence.MAX_REJECTIONS); left > 0; left--) {
            rejections.add(
                    new Rejection(
                            reader.shortBytes(Rejection.MAX_IDENTITY_BYTES),
                            target(reader),
                            address(reader),
                            time(reader),
                            time(reader),
                            reader.u64(),
                            reader.choice(Hint.values(), EvidenceCodec::code)));
        }
        return rejections;
    }

    private static Optional<Rejection.Target> target(WireReader reader) {
        return switch (reader.u8()) {
            case MATCHES_NONE -> Optional.empty();
            case MATCHES_ONE ->
                    Optional.of(
                            new Rejection.Target(
                                    new TunnelId(reader.fixedHex(TunnelId.DIGITS)),
                                    new PskVersion(reader.u64())));
            default -> throw reader.malformed("an unknown code");
        };
    }

    private static PeerAddress address(WireReader reader) {
        return new PeerAddress(reader.shortBytes(PeerAddress.IPV6_BYTES));
    }

    private static Instant time(WireReader reader) {
        return Instant.ofEpochMilli(reader.u64());
    }

    private static int code(Proof.Assurance assurance) {
        return switch (assurance) {
            case ASSURED -> 1;
            case NOT_ASSURED -> 2;
        };
    }

    private static int code(Hint hint) {
        return switch (hint) {
            case DOWN_WITHOUT_UP -> 1;
            case UP_AND_GONE -> 2;
            case KEY_NOT_LOADED -> 3;
            case UNKNOWN_IDENTITY -> 4;
            case FURTHER_IDENTITIES -> 5;
            case NO_CONNECTION -> 6;
        };
    }
}
