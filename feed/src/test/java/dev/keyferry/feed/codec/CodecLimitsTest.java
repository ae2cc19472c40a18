package dev.keyferry.feed.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyferry.feed.Examples;
import dev.keyferry.feed.GatewayCondition;
import dev.keyferry.feed.History;
import dev.keyferry.feed.LocalNames;
import dev.keyferry.feed.Page;
import dev.keyferry.feed.Poll;
import dev.keyferry.feed.Position;
import dev.keyferry.feed.Report;
import dev.keyferry.feed.RevisionRange;
import dev.keyferry.feed.TunnelException;
import dev.keyferry.feed.evidence.Evidence;
import dev.keyferry.feed.evidence.Hint;
import dev.keyferry.feed.evidence.PeerAddress;
import dev.keyferry.feed.evidence.Proof;
import dev.keyferry.feed.evidence.Rejection;
import dev.keyferry.feed.id.AccountNumber;
import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.DataKeyId;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.EdgeKeyId;
import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.id.PskVersion;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.identity.IkeIdentity;
import dev.keyferry.feed.record.KeyBinding;
import dev.keyferry.feed.record.KeyRecord;
import dev.keyferry.feed.record.SealedDataKey;
import dev.keyferry.feed.record.TunnelRecord;
import dev.keyferry.feed.reseal.ResealWork;
import dev.keyferry.feed.reseal.Resealed;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The longest value of each kind has exactly the codec's longest form, and is read. */
class CodecLimitsTest {
    @Test
    void longestRecordIsReadAndOneByteMoreIsRefused() {
        KeyRecord record = longestRecord(1);
        byte[] form = RecordCodec.encode(record);

        assertThat(form).hasSize(RecordCodec.MAX_BYTES);
        assertThat(RecordCodec.decode(form)).isEqualTo(record);
        refusesLonger(form, RecordCodec::decode);
    }

    @Test
    void longestDataKeyIsReadAndOneByteMoreIsRefused() {
        SealedDataKey dataKey = longestDataKey(1);
        byte[] form = DataKeyCodec.encode(dataKey);

        assertThat(form).hasSize(DataKeyCodec.MAX_BYTES);
        assertThat(DataKeyCodec.decode(form)).isEqualTo(dataKey);
        refusesLonger(form, DataKeyCodec::decode);
    }

    @Test
    void mostThatIsSealedAnewIsReadAndOneByteMoreIsRefused() {
        SealedDataKey dataKey = longestDataKey(1);
        List<EdgeKeyId> keys =
                IntStream.range(0, Resealed.MAX_KEYS)
                        .mapToObj(i -> new EdgeKeyId("%032x".formatted(i)))
                        .toList();
        List<KeyRecord> records =
                IntStream.range(0, ResealWork.MAX_RECORDS)
                        .mapToObj(i -> {
                            KeyRecord longest = longestRecord(1 + i);
                            return new KeyRecord(
                                    longest.revision(),
                                    longest.binding(),
                                    dataKey.id(),
                                    longest.sealed(),
                                    longest.mac());
                        })
                        .toList();
        Resealed resealed =
                new Resealed(
                        keys,
                        keys,
                        Revision.NONE,
                        Optional.of(new Resealed.Batch(dataKey, records)));
        byte[] form = ResealCodec.encode(resealed);

        assertThat(form).hasSize(ResealCodec.MAX_BYTES).hasSizeLessThan(700_000);
        assertThat(ResealCodec.decode(form)).isEqualTo(resealed);
        refusesLonger(form, ResealCodec::decode);
        assertThat(ResealCodec.MAX_WORK_BYTES).isLessThan(900_000);
    }

    @Test
    void longestPageIsReadAndOneByteMoreIsRefused() {
        int records = Page.MAX_RECORDS;
        var head = new Revision(records);
        Page page =
                new Page(
                        new History(Examples.EPOCH, formerEpochs()),
                        Revision.NONE,
                        head,
                        head,
                        many(records, CodecLimitsTest::longestDataKey),
                        many(records, i -> (TunnelRecord) longestRecord(i)));
        byte[] form = PageCodec.encode(page);

        assertThat(form).hasSize(PageCodec.MAX_BYTES);
        assertThat(PageCodec.decode(form)).isEqualTo(page);
        refusesLonger(form, PageCodec::decode);
    }

    @Test
    void longestReportIsReadAndOneByteMoreIsRefused() {
        String detail = "d".repeat(GatewayCondition.MAX_DETAIL);
        Report report =
                new Report(
                        Examples.SESSION,
                        Examples.EPOCH,
                        Revision.NONE,
                        Revision.NONE,
                        many(Report.MAX_AHEAD, CodecLimitsTest::range),
                        new GatewayCondition(
                                GatewayCondition.Kind.CHARON_DOWN,
                                detail,
                                GatewayCondition.Assurance.NOT_ASSURED),
                        many(Report.MAX_EXCEPTIONS, i -> exception(i, detail)),
                        new LocalNames(many(LocalNames.MAX_NAMES, CodecLimitsTest::name)));
        byte[] form = ReportCodec.encode(report);

        assertThat(form).hasSize(ReportCodec.MAX_BYTES);
        assertThat(ReportCodec.decode(form)).isEqualTo(report);
        refusesLonger(form, ReportCodec::decode);
    }

    @Test
    void longestPollIsReadAndOneByteMoreIsRefused() {
        Poll poll =
                new Poll(
                        Examples.SESSION,
                        new Position.After(Examples.EPOCH, new Revision(Long.MAX_VALUE)),
                        Poll.MAX_PATIENCE);
        byte[] form = PollCodec.encode(poll);

        assertThat(form).hasSize(PollCodec.MAX_BYTES);
        assertThat(PollCodec.decode(form)).isEqualTo(poll);
        refusesLonger(form, PollCodec::decode);
    }

    @Test
    void longestEvidenceIsReadAndOneByteMoreIsRefused() {
        Evidence evidence =
                new Evidence(
                        Examples.SESSION,
                        Examples.EPOCH,
                        many(Evidence.MAX_PROOFS, CodecLimitsTest::proof),
                        many(Evidence.MAX_REJECTIONS, CodecLimitsTest::rejection));
        byte[] form = EvidenceCodec.encode(evidence);

        assertThat(form).hasSize(EvidenceCodec.MAX_BYTES);
        assertThat(EvidenceCodec.decode(form)).isEqualTo(evidence);
        refusesLonger(form, EvidenceCodec::decode);
    }

    private static void refusesLonger(byte[] form, Function<byte[], ?> decode) {
        byte[] longer = Arrays.copyOf(form, form.length + 1);

        assertThatThrownBy(() -> decode.apply(longer))
                .isInstanceOf(MalformedFeed.class)
                .hasMessage("the form is longer than " + form.length + " bytes");
    }

    private static <T> List<T> many(int count, Function<Integer, T> make) {
        return IntStream.rangeClosed(1, count).boxed().map(make).toList();
    }

    private static KeyRecord longestRecord(int number) {
        var binding =
                new KeyBinding(
                        Examples.EPOCH,
                        new EdgeId("e".repeat(EdgeId.MAX_LENGTH)),
                        Examples.ACCOUNT,
                        new AccountNumber(AccountNumber.MAX),
                        Examples.tunnel(number),
                        new PskVersion(Long.MAX_VALUE),
                        many(KeyBinding.MAX_IDENTITIES, CodecLimitsTest::identity));
        return new KeyRecord(
                new Revision(number),
                binding,
                dataKeyId(number),
                Bytes.copyOf(new byte[KeyRecord.MAX_SEALED_BYTES]),
                Bytes.copyOf(new byte[KeyRecord.MAC_BYTES]));
    }

    private static SealedDataKey longestDataKey(int number) {
        return new SealedDataKey(
                dataKeyId(number),
                new EdgeKeyId("e".repeat(EdgeKeyId.DIGITS)),
                Bytes.copyOf(new byte[SealedDataKey.MAX_SEALED_BYTES]));
    }

    private static DataKeyId dataKeyId(int number) {
        return new DataKeyId("%032x".formatted(number));
    }

    private static IkeIdentity identity(int number) {
        return new IkeIdentity(
                IkeIdentity.Type.KEYID, "%02x".formatted(number).repeat(IkeIdentity.MAX_BYTES));
    }

    private static String name(int number) {
        return "%03d".formatted(number).repeat(LocalNames.MAX_BYTES / 3);
    }

    private static RevisionRange range(int number) {
        return new RevisionRange(new Revision(2L * number), new Revision(2L * number));
    }

    private static Proof proof(int number) {
        return new Proof(
                Examples.tunnel(number),
                Examples.VERSION,
                Instant.EPOCH,
                longestAddress(),
                Proof.Assurance.ASSURED);
    }

    private static Rejection rejection(int number) {
        return new Rejection(
                Bytes.copyOf(new byte[Rejection.MAX_IDENTITY_BYTES]),
                Optional.of(new Rejection.Target(Examples.tunnel(number), Examples.VERSION)),
                longestAddress(),
                Instant.EPOCH,
                Instant.EPOCH,
                1,
                Hint.DOWN_WITHOUT_UP);
    }

    private static PeerAddress longestAddress() {
        return new PeerAddress(Bytes.copyOf(new byte[PeerAddress.IPV6_BYTES]));
    }

    private static TunnelException exception(int number, String detail) {
        return new TunnelException(
                Examples.tunnel(number),
                Examples.VERSION,
                TunnelException.Kind.CHARON_REFUSED,
                detail);
    }

    private static List<Epoch> formerEpochs() {
        return IntStream.range(0, History.MAX_FORMER)
                .mapToObj(number -> new Epoch("%032x".formatted(number)))
                .toList();
    }
}
