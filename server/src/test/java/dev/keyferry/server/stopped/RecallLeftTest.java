package dev.keyferry.server.stopped;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.identity.IkeIdentity;
import dev.keyferry.feed.record.KeyBinding;
import dev.keyferry.feed.record.KeyRecord;
import dev.keyferry.feed.record.SealedDataKey;
import dev.keyferry.server.Deployed;
import dev.keyferry.server.ServerOptions.LocalGateway;
import dev.keyferry.server.TestGateway;
import dev.keyferry.server.data.DataDirectory;
import dev.keyferry.server.data.StorePlace;
import dev.keyferry.server.domain.Mode;
import dev.keyferry.server.stopped.Recovery.Plan;
import dev.keyferry.server.usecase.recall.HeldCache;
import dev.keyferry.server.usecase.recall.HeldRecord;
import dev.keyferry.server.usecase.recall.Verdict;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a restored store does not take over. */
final class RecallLeftTest extends RecallCase {
    @Test
    void damagedRecordIsLeftAndTheOthersAreTaken() throws Exception {
        for (UnaryOperator<KeyRecord> damage :
                List.<UnaryOperator<KeyRecord>>of(
                        r -> with(r, flipped(r.sealed()), r.mac()),
                        r -> with(r, r.sealed(), flipped(r.mac())))) {
            HeldCache damaged =
                    changed(late, rotated, held -> keyWith(held, damage.apply(key(held))));
            Plan plan = recovery.plan(new StorePlace(directory()), List.of(damaged));
            assertThat(verdicts(plan))
                    .containsExactlyInAnyOrderEntriesOf(
                            Map.of(rotated, Verdict.NOT_AUTHENTIC, removed, Verdict.REMOVED));
        }
    }

    @Test
    void cacheWithoutAnyGenuineRecordIsRefused() throws Exception {
        HeldCache foreign;
        try (Deployed other = new Deployed(parent.resolve("other"), LocalGateway.PRESENT)) {
            AccountId others = other.account("others").id();
            TunnelId tunnel = other.tunnels(others, 1).getFirst();
            other.set(others, tunnel, KEY);
            foreign = held(other, "foreign");
        }

        assertRefused(List.of(late, foreign), "foreign");
    }

    /** No MAC covers a data key, so this is all that shows it before a gateway opens it. */
    @Test
    void dataKeyThatTwoCachesHaveDifferentlyIsRefused() throws Exception {
        HeldCache changed =
                changed(
                        new HeldCache("changed", late.position(), late.records()),
                        rotated,
                        held -> {
                            SealedDataKey key = held.dataKey().orElseThrow();
                            return new HeldRecord(
                                    held.record(),
                                    Optional.of(
                                            new SealedDataKey(
                                                    key.id(),
                                                    key.edgeKey(),
                                                    flipped(key.sealed()))));
                        });

        assertRefused(List.of(late, changed), "changed");
    }

    @Test
    void positionThatNoStoreReachedIsRefused() throws Exception {
        assertRefused(List.of(at("far", epoch(late), Long.MAX_VALUE, late.records())), "far");
        recovery.preferGateways(
                new StorePlace(directory()),
                List.of(at("near", epoch(late), 1_000, late.records())));
        try (Deployed server = deployed()) {
            set(server, rotated, KEY);
            assertThat(key(server, rotated).orElseThrow().version().value()).isGreaterThan(1_000);
        }
    }

    @Test
    void recordsThatDoNotFitTheStoreAreLeftAndTold() throws Exception {
        KeyBinding base = binding(late, rotated);
        TunnelId unknown = new TunnelId("e".repeat(TunnelId.DIGITS));
        IkeIdentity custom = IkeIdentity.ofText(IkeIdentity.Type.EMAIL, "somebody@example.net");
        List<IkeIdentity> more =
                Stream.concat(base.identities().stream(), Stream.of(custom)).sorted().toList();
        Map<KeyBinding, Verdict> cases = new HashMap<>();
        cases.put(with(base, base.epoch(), base.tunnel(), 9, more), Verdict.OTHER_IDENTITIES);
        cases.put(with(base, base.epoch(), unknown, 9, base.identities()), Verdict.UNKNOWN_TUNNEL);
        cases.put(with(base, FOREIGN, base.tunnel(), 9, base.identities()), Verdict.UNKNOWN_EPOCH);
        cases.put(
                with(base, base.epoch(), base.tunnel(), 1, base.identities()),
                Verdict.SAME_VERSION);
        for (Map.Entry<KeyBinding, Verdict> each : cases.entrySet()) {
            HeldCache cache = at("made", epoch(late), 9, List.of(made(each.getKey(), edgeKey())));
            Plan plan = recovery.plan(new StorePlace(directory()), List.of(cache));
            assertThat(verdicts(plan)).containsEntry(each.getKey().tunnel(), each.getValue());
            assertThat(plan.recalled().orElseThrow().adopted()).isEmpty();
        }
    }

    @Test
    void recordOfAnotherEdgeIsLeft() throws Exception {
        EdgeId edge = new EdgeId("nowhere");
        KeyBinding base = binding(late, rotated);
        KeyBinding elsewhere =
                new KeyBinding(
                        base.epoch(),
                        edge,
                        base.account(),
                        base.number(),
                        base.tunnel(),
                        base.version(),
                        base.identities());
        HeldCache cache = changed(late, rotated, _ -> made(elsewhere, edgeKey()));

        Plan plan = recovery.plan(new StorePlace(directory()), List.of(cache));

        assertThat(verdicts(plan)).containsEntry(rotated, Verdict.UNKNOWN_EDGE);
        execute("INSERT INTO edge (name, created_at) VALUES ('nowhere', 0)");
        execute(
                "INSERT INTO edge_key (id, edge, encoded, custody, current, position, created_at,"
                        + " mac) SELECT x'00000000000000000000000000000000', 'nowhere', encoded, custody, 1, 1, 0, mac FROM edge_key");
        Files.copy(
                DataDirectory.recordKey(directory()),
                DataDirectory.recordKey(directory(), edge),
                StandardCopyOption.COPY_ATTRIBUTES);
        assertThat(verdicts(recovery.plan(new StorePlace(directory()), List.of(cache))))
                .containsEntry(rotated, Verdict.OTHER_EDGE);
    }

    @Test
    void keyThatGatewaysReadPastAndDoNotHoldIsTold() throws Exception {
        List<HeldRecord> without =
                late.records().stream()
                        .filter(held -> !held.record().binding().tunnel().equals(untouched))
                        .toList();

        Plan plan =
                recovery.plan(
                        new StorePlace(directory()), List.of(at("late", epoch(late), 9, without)));

        assertThat(verdicts(plan)).containsEntry(untouched, Verdict.NOT_HELD);
        assertThat(
                        verdicts(
                                recovery.plan(
                                        new StorePlace(directory()),
                                        List.of(at("early", epoch(late), 1, without)))))
                .doesNotContainKey(untouched);
    }

    @Test
    void whatADecisionForTheStoreLeftOutStaysOut() throws Exception {
        recovery.preferStore(new StorePlace(directory()));

        Plan plan = recovery.preferGateways(new StorePlace(directory()), List.of(late));

        assertThat(verdicts(plan).values()).containsOnly(Verdict.FORMER_EPOCH);
        try (Deployed server = deployed();
                TestGateway gateway = new TestGateway(server.feed(), 'b')) {
            gateway.pull(Optional.of(server.opener()));
            assertThat(gateway.keys())
                    .containsExactlyInAnyOrderEntriesOf(
                            Map.of(rotated, KEY, removed, KEY, untouched, KEY));
        }
    }

    @Test
    void removedKeyWhoseEndIsForgottenDoesNotComeBackFromAStaleCache() throws Exception {
        restore(parent.resolve("backup.db"));
        try (Deployed server = deployed()) {
            server.useCases().removePsk().remove(server.caller(), account, untouched, Mode.APPLY);
        }
        execute("DELETE FROM record WHERE gone = 1");

        Plan plan = recovery.plan(new StorePlace(directory()), List.of(early));

        assertThat(verdicts(plan)).doesNotContainKey(untouched);
    }
}
