package dev.keyferry.server.usecase.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.server.domain.KeyStatus.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeyCountsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    private static final EdgeId OTHER = new EdgeId("other");

    @Test
    void countsByHowManyGatewaysHaveComeSoFar() {
        List<KeyMeasure> keys =
                List.of(
                        key(1),
                        key(2),
                        key(3),
                        key(4),
                        new KeyMeasure(OTHER, at(1), NOW, false, 0));
        Map<EdgeId, List<Revision>> settled = Map.of(EdgeId.DEFAULT, List.of(at(3), at(2), at(3)));

        KeyCounts counts = KeyCounts.of(keys, settled, NOW);

        assertThat(counts.byState())
                .containsOnly(
                        Map.entry(State.LOADED, 2L),
                        Map.entry(State.PARTIAL, 1L),
                        Map.entry(State.STORED, 1L),
                        Map.entry(State.UNSERVED, 1L));
    }

    @Test
    void aProvenKeyIsNotRejectedByWhoFailedBesides() {
        List<KeyMeasure> keys =
                List.of(
                        new KeyMeasure(EdgeId.DEFAULT, at(1), NOW, true, 7),
                        new KeyMeasure(EdgeId.DEFAULT, at(2), NOW, false, 5));

        KeyCounts counts = KeyCounts.of(keys, Map.of(), NOW);

        assertThat(counts.proven()).isEqualTo(1);
        assertThat(counts.rejected()).isEqualTo(1);
        assertThat(counts.rejectedAttempts()).isEqualTo(12);
    }

    @Test
    void anAgeBeginsOnItsDay() {
        Instant ninety = NOW.minus(Duration.ofDays(90));
        List<KeyMeasure> keys =
                List.of(
                        new KeyMeasure(EdgeId.DEFAULT, at(1), ninety, false, 0),
                        new KeyMeasure(EdgeId.DEFAULT, at(2), ninety.plusSeconds(1), false, 0));

        KeyCounts counts = KeyCounts.of(keys, Map.of(), NOW);

        assertThat(counts.olderThan())
                .containsExactly(
                        Map.entry(30, 2L),
                        Map.entry(90, 1L),
                        Map.entry(180, 0L),
                        Map.entry(365, 0L));
        assertThat(counts.oldest()).contains(ninety);
        assertThat(KeyCounts.of(List.of(), Map.of(), NOW).oldest()).isEmpty();
    }

    private static KeyMeasure key(long revision) {
        return new KeyMeasure(EdgeId.DEFAULT, at(revision), NOW, false, 0);
    }

    private static Revision at(long revision) {
        return new Revision(revision);
    }
}
