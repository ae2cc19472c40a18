package dev.keyferry.server.http.gateway;

import dev.keyferry.feed.wire.Problem;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The calls that wait for something new, so that they end when the server does. Thread-safe. */
final class WaitingCalls {
    private final Set<WaitingCall> waiting = ConcurrentHashMap.newKeySet();
    private volatile boolean isStopped;

    /**
     * Counts the call of this thread among those that wait, until it is closed.
     *
     * @throws CallRefused if the server stops
     */
    WaitingCall begin() {
        WaitingCall call = new WaitingCall(waiting::remove);
        waiting.add(call);
        // After it was added: either this sees the stop, or the stop sees the call.
        if (isStopped) {
            call.close();
            throw new CallRefused(Problem.Kind.UNAVAILABLE, "the server stops");
        }
        return call;
    }

    /** Ends all that wait, and lets none wait any more. */
    void stop() {
        isStopped = true;
        waiting.forEach(WaitingCall::end);
    }

    int count() {
        return waiting.size();
    }
}
