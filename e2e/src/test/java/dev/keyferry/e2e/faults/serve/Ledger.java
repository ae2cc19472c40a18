package dev.keyferry.e2e.faults.serve;

import dev.keyferry.e2e.parts.Api.Answer;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * What a server answered, kept outside of it: it must hold whatever happened since. Thread-safe.
 */
final class Ledger {
    private final Queue<String> done = new ConcurrentLinkedQueue<>();
    private final Queue<String> rolls = new ConcurrentLinkedQueue<>();
    private final Queue<GivenKey> keys = new ConcurrentLinkedQueue<>();
    private final Queue<String> refused = new ConcurrentLinkedQueue<>();
    private final AtomicInteger putOff = new AtomicInteger();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final AtomicInteger whole = new AtomicInteger();

    /**
     * A version of a tunnel's key that was answered as applied.
     *
     * @param request which gave it; empty if one did that was not answered
     */
    record GivenKey(String tunnel, int version, String request) {}

    /** How much of something that was asked for is there. */
    enum Extent {
        NOTHING,
        WHOLE
    }

    /**
     * Something was answered as done.
     *
     * @param before what was there of it before the request; then this one left no record
     */
    void done(Answer answer, Extent before) {
        if (before == Extent.NOTHING) {
            done.add(answer.request());
        } else {
            whole.incrementAndGet();
        }
    }

    /** A token was rolled; how often before, without an answer, nobody can tell. */
    void rolled(Answer answer) {
        rolls.add(answer.request());
    }

    void applied(String tunnel, int version, Answer answer, Extent before) {
        keys.add(new GivenKey(tunnel, version, before == Extent.NOTHING ? answer.request() : ""));
    }

    void refused(Answer answer) {
        refused.add(answer.request());
    }

    /** It was answered that it cannot be done now, so it is open whether it was. */
    void putOff() {
        putOff.incrementAndGet();
    }

    void unanswered() {
        unanswered.incrementAndGet();
    }

    /** Requests that were answered as done and changed something. */
    List<String> doneRequests() {
        return Stream.concat(done.stream(), rolls.stream()).toList();
    }

    int timesDone() {
        return done.size() + rolls.size();
    }

    List<GivenKey> keys() {
        return List.copyOf(keys);
    }

    List<String> refusedRequests() {
        return List.copyOf(refused);
    }

    int timesPutOff() {
        return putOff.get();
    }

    int timesUnanswered() {
        return unanswered.get();
    }

    /** Requests, but for rolled tokens, that were found done before they were answered so. */
    int timesDoneUnanswered() {
        return whole.get();
    }

    @Override
    public String toString() {
        return "%d answered as done with %d keys, %d refused, %d put off, %d unanswered, %d done without an answer"
                .formatted(
                        doneRequests().size(),
                        keys.size(),
                        refused.size(),
                        putOff.get(),
                        unanswered.get(),
                        whole.get());
    }
}
