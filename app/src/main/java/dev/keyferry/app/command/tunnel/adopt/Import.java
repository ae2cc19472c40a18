package dev.keyferry.app.command.tunnel.adopt;

import dev.keyferry.app.adopt.judge.Candidate;
import dev.keyferry.app.adopt.judge.Problem;
import dev.keyferry.app.api.Tunnel;
import java.util.Optional;

/**
 * A tunnel of the operator's and what there is of it already.
 *
 * @param inner the address inside of it that it gets; empty where none was chosen for what is left
 * @param there the tunnel of the account that it is; empty where there is none yet
 * @param isDone whether this run created it or set its key
 */
record Import(Candidate candidate, String inner, Optional<Tunnel> there, boolean isDone) {
    static Import ofNew(Candidate candidate, String inner) {
        return new Import(candidate, inner, Optional.empty(), false);
    }

    /** Taken as it is, as far as it has a key. */
    static Import ofThere(Candidate candidate, Tunnel tunnel) {
        return new Import(candidate, tunnel.interfaceAddress(), Optional.of(tunnel), false);
    }

    Import with(Problem problem, String text) {
        return new Import(candidate.with(problem, text), inner, there, isDone);
    }

    Import withRemark(String text) {
        return new Import(candidate.withRemark(text), inner, there, isDone);
    }

    Import done(Tunnel tunnel) {
        return new Import(candidate, inner, Optional.of(tunnel), true);
    }

    boolean isLeft() {
        return !candidate.isReady();
    }

    /** Nothing was there of it, and nothing stands against it. */
    boolean isToCreate() {
        return candidate.isReady() && there.isEmpty();
    }

    /** It is there without a key. */
    boolean isToKey() {
        return candidate.isReady()
                && !isDone
                && there.filter(tunnel -> tunnel.key().isEmpty()).isPresent();
    }

    boolean wasThere() {
        return candidate.isReady() && there.isPresent() && !isDone && !isToKey();
    }

    String state() {
        if (isLeft()) {
            return "left";
        }
        if (isDone) {
            return "imported";
        }
        return wasThere() ? "there" : "ready";
    }
}
