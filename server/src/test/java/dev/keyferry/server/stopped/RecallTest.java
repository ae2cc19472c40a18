package dev.keyferry.server.stopped;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.PskVersion;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.record.GoneRecord;
import dev.keyferry.feed.record.KeyBinding;
import dev.keyferry.feed.record.SealedDataKey;
import dev.keyferry.feed.seal.EdgePrivateKey;
import dev.keyferry.server.Deployed;
import dev.keyferry.server.TestGateway;
import dev.keyferry.server.data.StorePlace;
import dev.keyferry.server.domain.tunnel.Tunnel;
import dev.keyferry.server.stopped.Recovery.Plan;
import dev.keyferry.server.usecase.port.Records.Stretch;
import dev.keyferry.server.usecase.recall.HeldCache;
import dev.keyferry.server.usecase.recall.HeldRecord;
import dev.keyferry.server.usecase.recall.Verdict;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A restored store takes over what gateways hold. */
final class RecallTest extends RecallCase {
    @Test
    void planTellsWhatDiffersAndChangesNothing() throws Exception {
        byte[] before = Files.readAllBytes(database());

        Plan plan = recovery.plan(new StorePlace(directory()), List.of(late));

        assertThat(verdicts(plan))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(rotated, Verdict.NEWER_KEY, removed, Verdict.REMOVED));
        assertThat(plan.recalled().orElseThrow().unheard()).isEmpty();
        assertThat(plan.history().former()).isEmpty();
        checkpoint();
        assertThat(Files.readAllBytes(database())).isEqualTo(before);
    }

    @Test
    void storeHasWhatGatewaysHoldAndGoesOnAboveIt() throws Exception {
        Instant before = Instant.now().minusMillis(1);

        Plan applied = recovery.preferGateways(new StorePlace(directory()), List.of(late));

        assertThat(applied.history().former()).containsExactly(epoch(late));
        try (Deployed server = deployed();
                TestGateway gateway = new TestGateway(server.feed(), 'b')) {
            gateway.pull(Optional.of(server.opener()));
            assertThat(gateway.keys())
                    .containsExactlyInAnyOrderEntriesOf(Map.of(rotated, NEXT, untouched, KEY));
            assertThat(gateway.records().get(removed)).isInstanceOf(GoneRecord.class);
            assertThat(binding(gateway, rotated)).isEqualTo(binding(late, rotated));
            Tunnel.Key known = key(server, rotated).orElseThrow();
            assertThat(known.version()).isEqualTo(new PskVersion(3));
            assertThat(known.setAt()).isAfter(before);
            assertThat(key(server, removed)).isEmpty();

            set(server, rotated, KEY);
            set(server, removed, KEY);

            gateway.pull(Optional.of(server.opener()));
            assertThat(binding(gateway, rotated).version().value()).isGreaterThan(6);
            assertThat(binding(gateway, removed).version().value()).isGreaterThan(6);
            assertThat(gateway.keys()).containsEntry(rotated, KEY).containsEntry(removed, KEY);
            assertThat(gateway.records().values())
                    .extracting(record -> record.revision().value())
                    .doesNotHaveDuplicates();
        }
    }

    /** The server never saw it, so it cannot say that a key is the same. */
    @Test
    void adoptedKeyEqualsNoKeyThatIsSet() throws Exception {
        recovery.preferGateways(new StorePlace(directory()), List.of(late));

        try (Deployed server = deployed()) {
            long version = key(server, rotated).orElseThrow().version().value();
            set(server, rotated, NEXT);
            assertThat(key(server, rotated).orElseThrow().version().value()).isGreaterThan(version);
            long again = key(server, rotated).orElseThrow().version().value();
            set(server, rotated, NEXT);
            assertThat(key(server, rotated).orElseThrow().version().value()).isEqualTo(again);
            assertThat(server.useCases().countReuse().count(server.caller(), account, all()))
                    .containsKey(rotated);
        }
    }

    @Test
    void reuseOfAnAdoptedKeyIsNotKnown() throws Exception {
        recovery.preferGateways(new StorePlace(directory()), List.of(late));

        try (Deployed server = deployed()) {
            assertThat(server.useCases().countReuse().count(server.caller(), account, all()))
                    .containsOnlyKeys(untouched);
        }
    }

    @Test
    void secondDecisionFindsNothingMore() throws Exception {
        recovery.preferGateways(new StorePlace(directory()), List.of(late));

        Plan again = recovery.preferGateways(new StorePlace(directory()), List.of(late, early));

        assertThat(again.recalled().orElseThrow().findings()).isEmpty();
        assertThat(again.history().former()).hasSize(2);
        try (Deployed server = deployed();
                TestGateway gateway = new TestGateway(server.feed(), 'b')) {
            gateway.pull(Optional.of(server.opener()));
            assertThat(gateway.keys())
                    .containsExactlyInAnyOrderEntriesOf(Map.of(rotated, NEXT, untouched, KEY));
        }
        assertThat(
                        count(
                                "SELECT count(*) FROM data_key AS d WHERE d.records <>"
                                        + " (SELECT count(*) FROM record AS r WHERE r.data_key = d.id)"))
                .isZero();
    }

    @Test
    void ofTwoCachesTheNewerRecordCountsInWhateverOrder() throws Exception {
        for (List<HeldCache> caches : List.of(List.of(early, late), List.of(late, early))) {
            Plan plan = recovery.plan(new StorePlace(directory()), caches);
            assertThat(verdicts(plan))
                    .containsExactlyInAnyOrderEntriesOf(
                            Map.of(rotated, Verdict.NEWER_KEY, removed, Verdict.REMOVED));
            assertThat(finding(plan, rotated).held().orElseThrow().cache()).isEqualTo(late);
        }
        assertThat(
                        recovery.plan(new StorePlace(directory()), List.of(early))
                                .recalled()
                                .orElseThrow()
                                .findings())
                .isEmpty();
    }

    @Test
    void keyThatWasSealedAnewSinceIsTakenAtItsVersion() throws Exception {
        Tunnel.Key before;
        try (Deployed server = deployed()) {
            before = key(server, untouched).orElseThrow();
        }
        KeyBinding binding = binding(late, untouched);
        EdgePrivateKey newer = EdgePrivateKey.generate();
        HeldCache cache = changed(late, untouched, _ -> made(binding, newer));

        Plan applied = recovery.preferGateways(new StorePlace(directory()), List.of(cache));

        assertThat(verdicts(applied)).containsEntry(untouched, Verdict.SEALED_ANEW);
        assertThat(applied.recalled().orElseThrow().rotated()).containsExactly(EdgeId.DEFAULT);
        try (Deployed server = deployed()) {
            Tunnel.Key after = key(server, untouched).orElseThrow();
            assertThat(after.version()).isEqualTo(before.version());
            assertThat(after.setAt()).isEqualTo(before.setAt());
            Stretch all = server.store().records().after(EdgeId.DEFAULT, Revision.NONE);
            assertThat(all.dataKeys())
                    .extracting(SealedDataKey::edgeKey)
                    .contains(newer.publicKey().id());
        }
        // The gateway that has it under the former key is the one that is behind.
        assertThat(
                        recovery.plan(new StorePlace(directory()), List.of(late))
                                .recalled()
                                .orElseThrow()
                                .findings())
                .isEmpty();
    }

    /**
     * A gateway that reads all anew writes of what it is not shown that it ended at its version.
     */
    @Test
    void keyThatAGatewaySweptAwayIsRemoved() throws Exception {
        HeldCache swept =
                changed(
                        early,
                        untouched,
                        held ->
                                new HeldRecord(
                                        recordKey()
                                                .gone(
                                                        held.record().revision(),
                                                        held.record().binding()),
                                        Optional.empty()));

        recovery.preferGateways(new StorePlace(directory()), List.of(early, swept));

        try (Deployed server = deployed()) {
            assertThat(key(server, untouched)).isEmpty();
            assertThat(key(server, rotated)).isPresent();
        }
    }
}
