package dev.keyferry.gateway.charon;

import dev.keyferry.feed.GatewayCondition.Assurance;
import dev.keyferry.feed.GatewayCondition.Kind;
import dev.keyferry.gateway.progress.Standing;
import dev.keyferry.gateway.rules.KeyPlan.Safety;
import dev.keyferry.gateway.watch.ConnectionWatch;
import dev.keyferry.gateway.watch.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says how a session stands. Confined to the session's thread. */
final class SessionStanding {
    /** Past this number it is said: charon finds a secret by walking a list. */
    static final int COMFORTABLE_SECRETS = 10_000;

    private final SessionParts parts;
    private final Duration quiet;
    private long answers;
    private long heardAt = System.nanoTime();

    /**
     * Starts now.
     *
     * @param quiet after which a charon that owes an answer is said to be down
     */
    SessionStanding(SessionParts parts, Duration quiet) {
        this.parts = parts;
        this.quiet = quiet;
    }

    void tell(
            Optional<ConnectionWatch.Result> checked,
            Optional<Moment> uncheckedSince,
            Safety safety,
            boolean isLoading) {
        if (isQuiet()) {
            say(Kind.CHARON_DOWN, "the charon does not answer");
            return;
        }
        checked.flatMap(this::assurance).ifPresent(parts.standing()::assure);
        if (uncheckedSince.isPresent()) {
            String since = uncheckedSince.get().time().toString();
            say(Kind.UNSAFE_CONNECTION, "the connections could not be checked since " + since);
        } else if (checked.isPresent() && safety == Safety.UNSAFE) {
            int accounts = parts.desired().accounts();
            say(Kind.UNSAFE_CONNECTION, checked.get().findings().explained(accounts));
        } else if (isLoading) {
            say(Kind.LOADING, "loading keys");
        } else {
            say(Kind.SERVING, remark());
        }
    }

    void tellLeaseOver(Instant contact) {
        say(Kind.LEASE_OVER, "the control plane was last there at " + contact);
    }

    /** Only the charon's own answers count, not what else comes in. */
    private boolean isQuiet() {
        long now = System.nanoTime();
        long known = parts.loader().answers() + parts.listings().answers();
        boolean isOwed = parts.loader().unanswered() > 0 || parts.listings().isUnanswered();
        if (known != answers || !isOwed) {
            answers = known;
            heardAt = now;
        }
        return now - heardAt > quiet.toNanos();
    }

    private Optional<Assurance> assurance(ConnectionWatch.Result result) {
        return result.findings().accepted().isEmpty()
                ? parts.listings().assurance()
                : Optional.of(Assurance.NOT_ASSURED);
    }

    private String remark() {
        List<String> remarks = new ArrayList<>();
        int live = parts.desired().liveCount();
        if (live > COMFORTABLE_SECRETS) {
            remarks.add(live + " keys are more than the 10,000 that a charon serves well");
        }
        if (!parts.listings().areGiven(parts.ours())) {
            remarks.add("there are too many to see whether others wipe them");
        }
        return String.join("; ", remarks);
    }

    private void say(Kind kind, String detail) {
        parts.standing().set(Standing.Part.CHARON, kind, detail);
    }
}
