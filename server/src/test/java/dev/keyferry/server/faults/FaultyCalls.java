package dev.keyferry.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.id.Revision;
import dev.keyferry.server.domain.Caller;
import dev.keyferry.server.domain.audit.AuditVerdict;
import dev.keyferry.server.faults.Scenario.Call;
import dev.keyferry.server.faults.Scenario.Claim;
import dev.keyferry.server.faults.Tables.Contents;
import dev.keyferry.server.faults.Tables.Difference;
import dev.keyferry.server.store.AuditChains;
import dev.keyferry.server.store.Engine;
import dev.keyferry.server.store.Faults;
import dev.keyferry.server.store.Faults.Fault;
import dev.keyferry.server.store.Faults.Lasting;
import dev.keyferry.server.usecase.port.Change.Action;
import dev.keyferry.server.usecase.port.StoreUnavailable;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * Makes one scenario's call again and again, each time with a fault at its next call to the
 * database, and holds what was answered against what is stored. Confined to one thread.
 */
final class FaultyCalls {
    private static final int MOST_STEPS = 200;

    // What a failed call says of the store.
    private static final String NOTHING = "nothing was changed";
    private static final String UNREADABLE = "the store cannot be read";
    private static final String UNKNOWN = "whether the change took effect is not known";
    private static final String DONE = "the change took effect;";

    private final Scenario scenario;
    private final World world;
    private final Faults faults;
    private final Tables tables;
    private final Engine engine;
    private final Share share;

    /** What was answered as done; it is kept here only, and outlives every fault. */
    private final List<Claim> acknowledged = new ArrayList<>();

    private Call call;
    private Contents before;
    private long revision;
    private final Whole whole;

    private FaultyCalls(
            Scenario scenario,
            World world,
            Faults faults,
            Tables tables,
            Engine engine,
            Share share)
            throws Exception {
        this.scenario = scenario;
        this.world = world;
        this.faults = faults;
        this.tables = tables;
        this.engine = engine;
        this.share = share;
        prepare();
        // Over fresh connections it takes more steps than later: the second call is the measure.
        assertThat(undisturbed().differences()).isNotEmpty();
        prepare();
        whole = undisturbed();
        prepare();
    }

    /**
     * What the whole call does.
     *
     * @param isOfCaller whether the audit has it under its caller's request
     * @param commit which of its calls to the database commits
     * @param steps how many of those there are
     */
    private record Whole(
            Map<String, Difference> differences, boolean isOfCaller, int commit, int steps) {}

    private sealed interface Outcome {
        record Done(Claim claim) implements Outcome {}

        record Failed(String said) implements Outcome {}
    }

    /** Makes the calls with each kind of fault, and one without any at last. */
    static void run(
            Scenario scenario,
            World world,
            Faults faults,
            Tables tables,
            Engine engine,
            Share share)
            throws Exception {
        FaultyCalls calls = new FaultyCalls(scenario, world, faults, tables, engine, share);
        for (Fault fault : Fault.values()) {
            for (Lasting lasting : Lasting.values()) {
                calls.failEach(fault, lasting);
            }
        }
        calls.undisturbed();
        for (Claim claim : calls.acknowledged) {
            claim.check();
        }
    }

    private void failEach(Fault fault, Lasting lasting) throws Exception {
        boolean isCommitFailed = false;
        for (int n = 1; n < MOST_STEPS; n++) {
            if (share.leavesOut(n, whole.commit(), whole.steps())) {
                continue;
            }
            faults.arm(n, fault, lasting);
            Contents after;
            try {
                after = judged(lasting);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(
                        "%s fault %s call %d, %s".formatted(lasting, fault, n, faults.failed()), e);
            }
            isCommitFailed |= faults.failed().equals("commit");
            if (faults.failed().isEmpty()) {
                assertThat(isCommitFailed).as("the commit failed once").isTrue();
                prepare();
                return;
            }
            if (!after.equals(before)) {
                prepare();
            }
        }
        throw new AssertionError("no call takes so many steps");
    }

    /** Makes the call, and returns what it left. */
    private Contents judged(Lasting lasting) throws Exception {
        Caller caller = world.caller();
        Outcome outcome = outcome(caller);
        faults.disarm();
        Contents after = tables.contents();
        judge(outcome, caller, after, lasting);
        assertThat(outcome instanceof Outcome.Done || !faults.failed().isEmpty()).isTrue();
        return after;
    }

    private Outcome outcome(Caller caller) throws InterruptedException {
        try {
            return new Outcome.Done(call.make(caller));
        } catch (StoreUnavailable e) {
            return new Outcome.Failed(String.valueOf(e.getMessage()));
        }
    }

    private void judge(Outcome outcome, Caller caller, Contents after, Lasting lasting)
            throws Exception {
        switch (outcome) {
            case Outcome.Done(Claim claim) -> {
                assertIsWhole(caller, after);
                claim.check();
                acknowledged.add(claim);
            }
            case Outcome.Failed(String said) when said.contains(UNKNOWN) -> {
                assertThat(faults.failed()).isEqualTo("commit");
                // Where its outcome can be looked up, it is.
                assertThat(lasting == Lasting.FOR_GOOD || !isAudited()).isTrue();
                if (!after.equals(before)) {
                    assertIsWhole(caller, after);
                }
                return;
            }
            case Outcome.Failed(String said) when said.contains(DONE) ->
                    assertIsWhole(caller, after);
            case Outcome.Failed(String said) -> {
                assertThat(said).containsAnyOf(NOTHING, UNREADABLE);
                assertThat(after).isEqualTo(before);
                assertThat(after.has("audit", caller.request().value())).isFalse();
            }
        }
        assertKnowsWhatIsStored();
    }

    private void assertIsWhole(Caller caller, Contents after) throws SQLException {
        assertThat(after.since(before)).isEqualTo(whole.differences());
        assertThat(after.has("audit", caller.request().value())).isEqualTo(whole.isOfCaller());
        assertHoldsTogether(after);
    }

    /** The chain of the audit is whole, and each revision since is that of a record or an order. */
    private void assertHoldsTogether(Contents after) throws SQLException {
        long records = after.rows().getOrDefault("audit", Set.of()).size();
        assertThat(AuditChains.verdict(engine))
                .isInstanceOfSatisfying(
                        AuditVerdict.Whole.class,
                        verdict -> assertThat(verdict.records()).isEqualTo(records));
        assertThat(tables.numbers("SELECT audit_seq FROM head")).containsExactly(records);
        List<Long> taken =
                tables.numbers(
                        "SELECT revision FROM record WHERE revision > "
                                + revision
                                + " UNION ALL SELECT number FROM reauth WHERE number > "
                                + revision
                                + " ORDER BY 1");
        assertThat(taken)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(revision + 1, revision()).boxed().toList());
    }

    /** What the server has in memory is what is stored. */
    private void assertKnowsWhatIsStored() throws Exception {
        assertThat(world.store().writer().head()).isEqualTo(new Revision(revision()));
        world.assertKnowsItsFleet();
    }

    private boolean isAudited() {
        return whole.differences().containsKey("audit");
    }

    /** The next call goes on without a fault. */
    private Whole undisturbed() throws Exception {
        Caller caller = world.caller();
        faults.count();
        acknowledged.add(call.make(caller));
        int commit = faults.first("commit");
        int steps = faults.steps();
        acknowledged.getLast().check();
        Contents after = tables.contents();
        assertThat(after).isNotEqualTo(before);
        assertHoldsTogether(after);
        assertThat(after.come("audit", before))
                .hasSize(scenario.action() == Action.KEEP_EVIDENCE ? 0 : 1)
                .allMatch(row -> row.contains("|" + scenario.action() + "|"));
        return new Whole(
                after.since(before), after.has("audit", caller.request().value()), commit, steps);
    }

    private long revision() throws SQLException {
        return tables.numbers("SELECT revision FROM head").getFirst();
    }

    private void prepare() throws Exception {
        // After an outcome that was not known it is the next change that shows it.
        world.writeAnything();
        assertKnowsWhatIsStored();
        call = scenario.preparing().prepare(world);
        before = tables.contents();
        revision = revision();
    }
}
