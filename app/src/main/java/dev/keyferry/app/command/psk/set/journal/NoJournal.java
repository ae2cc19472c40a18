package dev.keyferry.app.command.psk.set.journal;

import dev.keyferry.server.keyfile.SetPlan.Addressed;
import java.util.List;
import java.util.Set;

/** Keeps nothing. */
final class NoJournal implements Journal {
    @Override
    public boolean isBegun() {
        return false;
    }

    @Override
    public List<CallOutcome> answered() {
        return List.of();
    }

    @Override
    public int onTheWay() {
        return 0;
    }

    @Override
    public Set<Integer> entries() {
        return Set.of();
    }

    @Override
    public void begin() {}

    @Override
    public void sending(List<Addressed> keys) {}

    @Override
    public void answered(CallOutcome outcome) {}

    @Override
    public void finish() {}

    @Override
    public void close() {}
}
