package dev.keyferry.server.faults;

import dev.keyferry.server.domain.Caller;
import dev.keyferry.server.usecase.port.Change.Action;

/**
 * One way to change the store.
 *
 * @param action under which the audit has it
 * @param preparing makes what the call needs, anew each time
 */
record Scenario(String name, Action action, Preparing preparing) {
    interface Preparing {
        Call prepare(World world) throws InterruptedException;
    }

    /** The call itself; it may be made again as long as it changed nothing. */
    interface Call {
        Claim make(Caller caller) throws InterruptedException;
    }

    /** What the call's answer says of the store, for as long as nothing of it is changed again. */
    interface Claim {
        void check() throws InterruptedException;
    }

    @Override
    public String toString() {
        return name;
    }
}
