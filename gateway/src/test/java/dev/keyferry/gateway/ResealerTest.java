package dev.keyferry.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.Page;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.EdgeKeyId;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.identity.IkeDomain;
import dev.keyferry.feed.record.KeyRecord;
import dev.keyferry.feed.reseal.ResealWork;
import dev.keyferry.feed.reseal.Resealed;
import dev.keyferry.feed.seal.EdgePrivateKey;
import dev.keyferry.feed.seal.Opener;
import dev.keyferry.gateway.desired.Desired;
import dev.keyferry.gateway.desired.RecordCheck;
import dev.keyferry.gateway.desired.SealedCache;
import dev.keyferry.gateway.parts.TestEdge;
import dev.keyferry.gateway.parts.TestTunnel;
import dev.keyferry.gateway.progress.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResealerTest {
    private static final TestTunnel TUNNEL = TestTunnel.of(1);

    private final TestEdge edge = new TestEdge();
    private final EdgePrivateKey newer = EdgePrivateKey.generate();
    private final KeyRecord record = edge.key(1, TUNNEL, 5, "a key of version 5");
    private final List<Resealed> told = new ArrayList<>();

    @TempDir Path directory;

    @Test
    void sealsToTheCurrentKeyThatItHasAndGoesOnUntilThereIsNoMore() {
        run(List.of(newer, edge.edgeKey()), newer.publicKey().id());

        assertThat(told).hasSize(2);
        assertThat(told.getFirst().holds())
                .containsExactly(newer.publicKey().id(), edge.edgeKey().publicKey().id());
        Resealed.Batch batch = told.getLast().batch().orElseThrow();
        assertThat(batch.dataKey().edgeKey()).isEqualTo(newer.publicKey().id());
        KeyRecord sealed = batch.records().getFirst();
        assertThat(sealed.binding()).isEqualTo(record.binding());
        assertThat(sealed.revision()).isEqualTo(record.revision());
        Opener opener = new Opener(newer, edge.recordKey());
        assertThat(
                        opener.open(sealed, batch.dataKey())
                                .sameAs(edge.opener().open(record, edge.dataKey())))
                .isTrue();
    }

    @Test
    void sealsNothingToAKeyThatItLacksWhoeverAsksForIt() {
        run(List.of(edge.edgeKey()), newer.publicKey().id());

        assertThat(told).hasSize(2);
        assertThat(told).allSatisfy(word -> assertThat(word.batch()).isEmpty());
        assertThat(told.getLast().after()).isEqualTo(record.revision());
    }

    /** Lets it work until it was told that there is no more. */
    private void run(List<EdgePrivateKey> halves, EdgeKeyId current) {
        try (SealedCache cache = SealedCache.open(directory)) {
            Opener opener = new Opener(halves, edge.recordKey());
            Desired desired =
                    new Desired(
                            cache,
                            new RecordCheck(EdgeId.DEFAULT, IkeDomain.DEFAULT, opener),
                            edge.recordKey(),
                            new Progress(() -> {}));
            Resealer resealer =
                    new Resealer(
                            resealed -> answer(resealed, current),
                            desired,
                            opener,
                            new Resealer.Keys(EdgeId.DEFAULT, halves, edge.recordKey()),
                            new Retry(new Random(1)));
            resealer.run();
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private ResealWork answer(Resealed resealed, EdgeKeyId current) {
        told.add(resealed);
        boolean isFirst = told.size() == 1;
        if (!isFirst) {
            Thread.currentThread().interrupt();
        }
        return new ResealWork(
                current,
                new Page(
                        TestEdge.EPOCH,
                        isFirst ? Revision.NONE : record.revision(),
                        record.revision(),
                        record.revision(),
                        isFirst ? List.of(edge.dataKey()) : List.of(),
                        isFirst ? List.of(record) : List.of()));
    }
}
