package dev.keyferry.feed.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.Vectors;
import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.id.PskVersion;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.reauth.ReauthOrder;
import dev.keyferry.feed.reauth.ReauthOrders;
import dev.keyferry.feed.reauth.ReauthOutcome;
import dev.keyferry.feed.reauth.ReauthQuestion;
import dev.keyferry.feed.seal.RecordKey;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Orders to reauthenticate against a second implementation. */
class ReauthVectorsTest {
    static Stream<Vectors.Case> forms() {
        return Vectors.of("reauth.txt");
    }

    static Stream<Vectors.Case> macs() {
        return Vectors.of("reauth-macs.txt");
    }

    @ParameterizedTest
    @MethodSource("forms")
    void eachHasOneForm(Vectors.Case vector) {
        byte[] form = vector.bytes("form").toArray();
        switch (vector.one("kind")) {
            case "question" -> {
                var question =
                        new ReauthQuestion(
                                new Revision(vector.number("after")),
                                Duration.ofMillis(vector.number("patience-ms")));
                assertThat(ReauthCodec.encode(question)).isEqualTo(form);
                assertThat(ReauthCodec.decodeQuestion(form)).isEqualTo(question);
            }
            case "orders" -> {
                var orders =
                        new ReauthOrders(
                                vector.all("order").stream()
                                        .map(ReauthVectorsTest::order)
                                        .toList());
                assertThat(ReauthCodec.encode(orders)).isEqualTo(form);
                assertThat(ReauthCodec.decodeOrders(form)).isEqualTo(orders);
            }
            case "outcome" -> {
                var outcome =
                        new ReauthOutcome(
                                new Revision(vector.number("number")),
                                ReauthOutcome.Kind.valueOf(vector.one("name")));
                assertThat(ReauthCodec.encode(outcome)).isEqualTo(form);
                assertThat(ReauthCodec.decodeOutcome(form)).isEqualTo(outcome);
            }
            default -> throw new AssertionError(vector);
        }
    }

    @ParameterizedTest
    @MethodSource("macs")
    void macNeverDrifts(Vectors.Case vector) {
        RecordKey key = RecordKey.decode(vector.bytes("record-key").toArray());
        var epoch = new Epoch(vector.one("epoch"));
        var edge = new EdgeId(vector.one("edge"));
        ReauthOrder order = order(vector.one("order"));

        assertThat(
                        key.reauth(
                                epoch,
                                edge,
                                order.number(),
                                order.tunnel(),
                                order.version(),
                                order.until()))
                .isEqualTo(order);
        assertThat(key.isAuthentic(epoch, edge, order)).isTrue();
    }

    @Test
    void macCountsForNothingElse() {
        Vectors.Case vector = macs().findFirst().orElseThrow();
        RecordKey key = RecordKey.decode(vector.bytes("record-key").toArray());
        var epoch = new Epoch(vector.one("epoch"));
        var edge = new EdgeId(vector.one("edge"));
        ReauthOrder order = order(vector.one("order"));
        Instant later = order.until().plusMillis(1);
        var otherEpoch = new Epoch("0".repeat(Epoch.DIGITS));
        var otherTunnel = new TunnelId("0".repeat(TunnelId.DIGITS));

        assertThat(key.isAuthentic(otherEpoch, edge, order)).isFalse();
        assertThat(key.isAuthentic(epoch, new EdgeId("edge-2"), order)).isFalse();
        assertThat(
                        Stream.of(
                                new ReauthOrder(
                                        order.number().next(),
                                        order.tunnel(),
                                        order.version(),
                                        order.until(),
                                        order.mac()),
                                new ReauthOrder(
                                        order.number(),
                                        otherTunnel,
                                        order.version(),
                                        order.until(),
                                        order.mac()),
                                new ReauthOrder(
                                        order.number(),
                                        order.tunnel(),
                                        new PskVersion(8),
                                        order.until(),
                                        order.mac()),
                                new ReauthOrder(
                                        order.number(),
                                        order.tunnel(),
                                        order.version(),
                                        later,
                                        order.mac())))
                .noneMatch(other -> key.isAuthentic(epoch, edge, other));
    }

    private static ReauthOrder order(String text) {
        String[] words = text.split(" ", 5);
        return new ReauthOrder(
                new Revision(Long.parseLong(words[0])),
                new TunnelId(words[1]),
                new PskVersion(Long.parseLong(words[2])),
                Instant.ofEpochMilli(Long.parseLong(words[3])),
                Bytes.ofHex(words[4]));
    }
}
