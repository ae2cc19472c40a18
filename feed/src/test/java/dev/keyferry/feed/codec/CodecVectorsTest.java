package dev.keyferry.feed.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyferry.feed.GatewayCondition;
import dev.keyferry.feed.History;
import dev.keyferry.feed.LocalNames;
import dev.keyferry.feed.Page;
import dev.keyferry.feed.Poll;
import dev.keyferry.feed.PollAnswer;
import dev.keyferry.feed.Position;
import dev.keyferry.feed.Report;
import dev.keyferry.feed.RevisionRange;
import dev.keyferry.feed.TunnelException;
import dev.keyferry.feed.Vectors;
import dev.keyferry.feed.evidence.Evidence;
import dev.keyferry.feed.evidence.Hint;
import dev.keyferry.feed.evidence.PeerAddress;
import dev.keyferry.feed.evidence.Proof;
import dev.keyferry.feed.evidence.Rejection;
import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.DataKeyId;
import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.id.PskVersion;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.id.SessionId;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.record.GoneRecord;
import dev.keyferry.feed.record.KeyRecord;
import dev.keyferry.feed.record.TunnelRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CodecVectorsTest {
    static Stream<Vectors.Case> records() {
        return Vectors.of("records.txt");
    }

    static Stream<Vectors.Case> pages() {
        return Vectors.of("pages.txt");
    }

    static Stream<Vectors.Case> reports() {
        return Vectors.of("reports.txt");
    }

    static Stream<Vectors.Case> polls() {
        return Vectors.of("polls.txt");
    }

    static Stream<Vectors.Case> evidence() {
        return Vectors.of("evidence.txt");
    }

    static Stream<Vectors.Case> malformed() {
        return Vectors.of("malformed.txt");
    }

    @ParameterizedTest
    @MethodSource("records")
    void recordHasOneForm(Vectors.Case vector) {
        TunnelRecord record = record(vector);

        assertThat(hex(RecordCodec.encode(record))).isEqualTo(vector.one("form"));
        assertThat(RecordCodec.decode(form(vector))).isEqualTo(record);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void pageHasOneForm(Vectors.Case vector) {
        Page page = page(vector);

        assertThat(hex(PageCodec.encode(page))).isEqualTo(vector.one("form"));
        assertThat(PageCodec.decode(form(vector))).isEqualTo(page);
    }

    @ParameterizedTest
    @MethodSource("reports")
    void reportHasOneForm(Vectors.Case vector) {
        Report report = report(vector);

        assertThat(hex(ReportCodec.encode(report))).isEqualTo(vector.one("form"));
        assertThat(ReportCodec.decode(form(vector))).isEqualTo(report);
    }

    @ParameterizedTest
    @MethodSource("polls")
    void pollHasOneForm(Vectors.Case vector) {
        Poll poll = poll(vector);

        assertThat(hex(PollCodec.encode(poll))).isEqualTo(vector.one("form"));
        assertThat(PollCodec.decode(form(vector))).isEqualTo(poll);
    }

    @ParameterizedTest
    @MethodSource("evidence")
    void evidenceHasOneForm(Vectors.Case vector) {
        Evidence evidence = evidence(vector);

        assertThat(hex(EvidenceCodec.encode(evidence))).isEqualTo(vector.one("form"));
        assertThat(EvidenceCodec.decode(form(vector))).isEqualTo(evidence);
    }

    @Test
    void resetHasOneForm() {
        var reset =
                new PollAnswer.Reset(new Epoch("0123456789abcdef".repeat(2)), new Revision(258));
        String form = "0104" + "0123456789abcdef".repeat(2) + "0000" + "0000000000000102";

        assertThat(hex(PageCodec.encode(reset))).isEqualTo(form);
        assertThat(PageCodec.decode(Bytes.ofHex(form).toArray())).isEqualTo(reset);
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void malformedFormIsRefused(Vectors.Case vector) {
        assertThatThrownBy(() -> decode(vector)).isInstanceOf(MalformedFeed.class);
    }

    private static Object decode(Vectors.Case vector) {
        return switch (vector.one("codec")) {
            case "record" -> RecordCodec.decode(form(vector));
            case "data-key" -> DataKeyCodec.decode(form(vector));
            case "page" -> PageCodec.decode(form(vector));
            case "evidence" -> EvidenceCodec.decode(form(vector));
            case "report" -> ReportCodec.decode(form(vector));
            case "poll" -> PollCodec.decode(form(vector));
            case "reauth-question" -> ReauthCodec.decodeQuestion(form(vector));
            case "reauth-orders" -> ReauthCodec.decodeOrders(form(vector));
            case "reauth-outcome" -> ReauthCodec.decodeOutcome(form(vector));
            case "head-question" -> WitnessCodec.decodeQuestion(form(vector));
            case "head-answer" -> WitnessCodec.decodeAnswer(form(vector));
            case "signed-head" -> WitnessCodec.decodeHead(form(vector));
            default -> throw new AssertionError(vector.one("codec"));
        };
    }

    private static TunnelRecord record(Vectors.Case vector) {
        var revision = new Revision(vector.number("revision"));
        var binding = Vectors.binding(vector);
        return vector.has("data-key")
                ? new KeyRecord(
                        revision,
                        binding,
                        new DataKeyId(vector.one("data-key")),
                        vector.bytes("sealed"),
                        vector.bytes("mac"))
                : new GoneRecord(revision, binding, vector.bytes("mac"));
    }

    private static Page page(Vectors.Case vector) {
        return new Page(
                new History(
                        new Epoch(vector.one("epoch")),
                        vector.has("former")
                                ? vector.all("former").stream().map(Epoch::new).toList()
                                : List.of()),
                new Revision(vector.number("after")),
                new Revision(vector.number("up-to")),
                new Revision(vector.number("head")),
                vector.all("data-key").stream()
                        .map(form -> DataKeyCodec.decode(Bytes.ofHex(form).toArray()))
                        .toList(),
                vector.all("record").stream()
                        .map(form -> RecordCodec.decode(Bytes.ofHex(form).toArray()))
                        .toList());
    }

    private static Poll poll(Vectors.Case vector) {
        Position position =
                vector.has("epoch")
                        ? new Position.After(
                                new Epoch(vector.one("epoch")),
                                new Revision(vector.number("after")))
                        : new Position.Start();
        return new Poll(
                new SessionId(vector.one("session")),
                position,
                Duration.ofMillis(vector.number("patience-ms")));
    }

    private static Report report(Vectors.Case vector) {
        String[] condition = vector.one("condition").split(" ", 2);
        return new Report(
                new SessionId(vector.one("session")),
                new Epoch(vector.one("epoch")),
                new Revision(vector.number("delivered")),
                new Revision(vector.number("through")),
                vector.all("ahead").stream().map(CodecVectorsTest::range).toList(),
                new GatewayCondition(
                        GatewayCondition.Kind.valueOf(condition[0]),
                        vector.one("detail"),
                        GatewayCondition.Assurance.valueOf(condition[1])),
                vector.all("exception").stream().map(CodecVectorsTest::exception).toList(),
                new LocalNames(vector.all("local-name")));
    }

    private static Evidence evidence(Vectors.Case vector) {
        return new Evidence(
                new SessionId(vector.one("session")),
                new Epoch(vector.one("epoch")),
                vector.all("proof").stream().map(CodecVectorsTest::proof).toList(),
                vector.all("rejection").stream().map(CodecVectorsTest::rejection).toList());
    }

    private static Proof proof(String text) {
        String[] words = text.split(" ", 5);
        return new Proof(
                new TunnelId(words[0]),
                new PskVersion(Long.parseLong(words[1])),
                Instant.parse(words[2]),
                new PeerAddress(Bytes.ofHex(words[3])),
                Proof.Assurance.valueOf(words[4]));
    }

    private static Rejection rejection(String text) {
        String[] words = text.split(" ", 7);
        return new Rejection(
                Bytes.ofHex(words[0].equals("-") ? "" : words[0]),
                words[1].equals("-") ? Optional.empty() : Optional.of(target(words[1])),
                new PeerAddress(Bytes.ofHex(words[2])),
                Instant.parse(words[3]),
                Instant.parse(words[4]),
                Long.parseLong(words[5]),
                Hint.valueOf(words[6]));
    }

    private static Rejection.Target target(String text) {
        String[] words = text.split("/", 2);
        return new Rejection.Target(
                new TunnelId(words[0]), new PskVersion(Long.parseLong(words[1])));
    }

    private static RevisionRange range(String text) {
        String[] words = text.split(" ", 2);
        return new RevisionRange(
                new Revision(Long.parseLong(words[0])), new Revision(Long.parseLong(words[1])));
    }

    private static TunnelException exception(String text) {
        String[] words = text.split(" ", 4);
        return new TunnelException(
                new TunnelId(words[0]),
                new PskVersion(Long.parseLong(words[1])),
                TunnelException.Kind.valueOf(words[2]),
                words[3]);
    }

    private static byte[] form(Vectors.Case vector) {
        return vector.bytes("form").toArray();
    }

    private static String hex(byte[] form) {
        return Bytes.copyOf(form).hex();
    }
}
