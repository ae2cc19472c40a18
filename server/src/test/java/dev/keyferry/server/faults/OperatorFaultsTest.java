package dev.keyferry.server.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.record.KeyRecord;
import dev.keyferry.feed.seal.EdgePrivateKey;
import dev.keyferry.feed.seal.FingerprintKey;
import dev.keyferry.server.domain.audit.AuditVerdict;
import dev.keyferry.server.domain.edge.EdgeKey.Custody;
import dev.keyferry.server.domain.gateway.KeptGateway;
import dev.keyferry.server.faults.Tables.Contents;
import dev.keyferry.server.faults.World.TestEdge;
import dev.keyferry.server.stopped.StoppedServer;
import dev.keyferry.server.store.AuditChains;
import dev.keyferry.server.store.EachEngine;
import dev.keyferry.server.store.Faults;
import dev.keyferry.server.store.Faults.Fault;
import dev.keyferry.server.store.Faults.Lasting;
import dev.keyferry.server.store.StoppedStore;
import dev.keyferry.server.usecase.edge.EdgeMacs;
import dev.keyferry.server.usecase.gateway.GatewayMacs;
import dev.keyferry.server.usecase.lost.AbandonKeys;
import dev.keyferry.server.usecase.lost.AbandonKeys.Replacement;
import dev.keyferry.server.usecase.lost.RenewKeys;
import dev.keyferry.server.usecase.lost.RenewKeys.Unsigned;
import dev.keyferry.server.usecase.port.Change;
import dev.keyferry.server.usecase.port.Change.Action;
import dev.keyferry.server.usecase.port.StoreUnavailable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What an operator decides about the store of a stopped server is done in whole or not at all. */
class OperatorFaultsTest extends EachEngine {
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
    private static final int MOST_STEPS = 100;

    /** Of the epochs, as they are signed by another key. */
    private static final Bytes MAC = Bytes.copyOf(new byte[] {1, 2, 3});

    /** What is decided about an edge. */
    private interface Decision {
        Change<?> of(StoppedStore store, TestEdge edge);
    }

    static Stream<Arguments> faults() {
        return Stream.of(Fault.values())
                .flatMap(fault ->
                        Stream.of(Lasting.values()).map(lasting -> arguments(fault, lasting)));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void keysAreGivenUpInWholeOrNotAtAll(Fault fault, Lasting lasting) throws Exception {
        assertIsDoneInWholeOrNotAtAll(
                OperatorFaultsTest::abandon, Action.ABANDON_KEYS, fault, lasting);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void keysAreSignedAnewInWholeOrNotAtAll(Fault fault, Lasting lasting) throws Exception {
        assertIsDoneInWholeOrNotAtAll(OperatorFaultsTest::renew, Action.RENEW_KEYS, fault, lasting);
    }

    private void assertIsDoneInWholeOrNotAtAll(
            Decision decision, Action action, Fault fault, Lasting lasting) throws Exception {
        TestEdge edge = makeAStore();
        try (Tables tables = new Tables(database())) {
            Contents before = tables.contents();
            int failed = 0;
            while (!isDone(failed + 1, fault, lasting, edge, decision)) {
                assertThat(tables.contents()).as("fault %d", ++failed).isEqualTo(before);
                assertThat(failed).isLessThan(MOST_STEPS);
            }
            assertThat(failed).isGreaterThan(5);
            assertIsWhole(tables, before, action);
        }
    }

    /** An edge with a gateway and two tunnels that have keys. */
    private TestEdge makeAStore() throws Exception {
        try (World world = new World(directory(), database())) {
            TestEdge edge = world.edge();
            world.tunnel(edge.address(), Optional.of(world.key()));
            world.tunnel(edge.address(), Optional.of(world.key()));
            world.enrolled(edge);
            return edge;
        }
    }

    /** Lets the n-th call to the database fail; returns whether the decision took effect. */
    private boolean isDone(int n, Fault fault, Lasting lasting, TestEdge edge, Decision decision) {
        Faults faults = new Faults();
        try (StoppedStore store = StoppedStore.open(failingBy(faults))) {
            Change<?> change = decision.of(store, edge);
            faults.arm(n, fault, lasting);
            store.write(Optional.of(MAC), change, NOW);
            return true;
        } catch (StoreUnavailable e) {
            return fault == Fault.AFTER && faults.failed().equals("commit");
        } finally {
            faults.disarm();
        }
    }

    private void assertIsWhole(Tables tables, Contents before, Action action) throws Exception {
        Contents after = tables.contents();
        assertThat(after.come("audit", before))
                .singleElement()
                .asString()
                .contains("|" + action + "|");
        assertThat(after.since(before)).containsKeys("record", "head");
        assertThat(AuditChains.verdict(database())).isInstanceOf(AuditVerdict.Whole.class);
        assertThat(tables.numbers("SELECT max(revision) FROM record"))
                .isEqualTo(tables.numbers("SELECT revision FROM head"));
    }

    private static Change<?> abandon(StoppedStore store, TestEdge edge) {
        FingerprintKey key = FingerprintKey.generate(World.RANDOM);
        return new AbandonKeys(new EdgeMacs(key), key.recordKey(edge.name()))
                .change(
                        StoppedServer.operator(World.RANDOM),
                        new Replacement(
                                edge.name(), EdgePrivateKey.generate().publicKey(), Custody.APART),
                        store.keys(edge.name()));
    }

    private static Change<?> renew(StoppedStore store, TestEdge edge) {
        FingerprintKey key = FingerprintKey.generate(World.RANDOM);
        List<KeyRecord> keys = store.keys(edge.name());
        return new RenewKeys(
                        new EdgeMacs(key),
                        new GatewayMacs(key, _ -> {}),
                        Map.of(edge.name(), key.recordKey(edge.name())))
                .change(
                        StoppedServer.operator(World.RANDOM),
                        new Unsigned(
                                store.stored().edges(),
                                store.gateways().stream().map(KeptGateway::gateway).toList(),
                                store.tokens(),
                                keys,
                                store.dataKeys(keys)));
    }
}
