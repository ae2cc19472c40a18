package dev.keyferry.app.command.psk.set.journal;

import dev.keyferry.server.keyfile.SetPlan.Addressed;
import java.util.List;
import java.util.Set;

/** Where a run writes down how far it is, so that the next one goes on from there. */
public interface Journal extends AutoCloseable {
    /** Forgets: what is repeated as a whole needs none. */
    Journal NONE = new NoJournal();

    /** Whether a run was begun, by this process or an earlier one. */
    boolean isBegun();

    /** What an earlier run was told. */
    List<CallOutcome> answered();

    /** Keys that an earlier run sent last and saw no answer for; whether they are set is open. */
    int onTheWay();

    /** Numbers of the entries whose fate is known. */
    Set<Integer> entries();

    /** From when this returns on, a run can be gone on with; one that is gone on with stays. */
    void begin();

    /** Durable when this returns, before the call is made. */
    void sending(List<Addressed> keys);

    /** Durable when this returns, before the next call is made. */
    void answered(CallOutcome outcome);

    /** All is done and reported: nobody goes on from here. */
    void finish();

    /** Leaves it for the next run, unless nothing was begun. */
    @Override
    void close();
}
