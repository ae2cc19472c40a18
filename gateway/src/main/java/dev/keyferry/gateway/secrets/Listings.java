package dev.keyferry.gateway.secrets;

import dev.keyferry.feed.GatewayCondition.Assurance;
import dev.keyferry.vici.ViciMessage;
import dev.keyferry.vici.ViciSession;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the charon's secrets from time to time, where the list is short enough to be given;
 * where it is not, asks for its version instead, so that silence shows. Confined to one thread.
 */
public final class Listings {
    /** Whether a charon is known to be silent where its list is asked for. */
    public enum Habit {
        LISTS,
        MUTE
    }

    private final CharonSecrets secrets;
    private final ViciSession session;
    private final Inbox inbox;
    private final int listedBytes;
    private final Duration period;
    private final Habit habit;
    private int foreignBytes;
    private Optional<Assurance> assurance = Optional.empty();
    private boolean isListing;
    private boolean isAsking;
    private long answers;
    private long askedAt = System.nanoTime();
    private long dueAt = System.nanoTime();

    public Listings(
            CharonSecrets secrets,
            ViciSession session,
            Inbox inbox,
            SecretIds ids,
            Duration period,
            Habit habit) {
        this.secrets = secrets;
        this.session = session;
        this.inbox = inbox;
        this.listedBytes = ids.listedBytes();
        this.period = period;
        this.habit = habit;
    }

    /** True if a list with so many of our ids would be given. */
    public boolean areGiven(int ours) {
        return habit == Habit.LISTS
                && (long) ours * listedBytes + foreignBytes <= Listing.MAX_REPLY_BYTES;
    }

    /** True while a list is owed; if the session ends then, the list may be why. */
    public boolean isListing() {
        return isListing;
    }

    /** True if a list has been owed for so long. */
    public boolean isListingFor(Duration time) {
        return isListing && System.nanoTime() - askedAt >= time.toNanos();
    }

    /** Counts the charon's answers. */
    public long answers() {
        return answers;
    }

    /** True while an answer is owed. */
    public boolean isUnanswered() {
        return isAsking;
    }

    /** When to look again, on the clock of {@link System#nanoTime}. */
    public long dueAt() {
        return dueAt;
    }

    /** Asks, if it is time to. */
    public void tick(int ours, Consumer<Listing> then) {
        if (!isAsking && System.nanoTime() - dueAt >= 0) {
            ask(ours, then);
        }
    }

    /** Asks now, unless an answer is owed already. */
    public void ask(int ours, Consumer<Listing> then) {
        if (isAsking) {
            return;
        }
        isAsking = true;
        askedAt = System.nanoTime();
        dueAt = System.nanoTime() + period.toNanos();
        if (areGiven(ours)) {
            isListing = true;
            answer(
                    secrets.list(CharonSecrets.DEADLINE),
                    listing -> {
                        isListing = false;
                        assurance = Optional.of(assurance(listing));
                        foreignBytes = listing.foreignBytes();
                        then.accept(listing);
                    });
        } else {
            assurance = Optional.of(Assurance.NOT_ASSURED);
            answer(
                    session.send("version", ViciMessage.EMPTY, CharonSecrets.DEADLINE),
                    version -> {});
        }
    }

    /** Empty before the first look. Secrets of others, or unknown ones, may open any tunnel. */
    public Optional<Assurance> assurance() {
        return assurance;
    }

    private static Assurance assurance(Listing listing) {
        return listing.foreign() == 0 ? Assurance.ASSURED : Assurance.NOT_ASSURED;
    }

    private <T> void answer(CompletableFuture<T> answer, Consumer<T> then) {
        var _ = answer.whenComplete((reply, failure) -> inbox.add(() -> take(reply, then)));
    }

    /** Without a reply the session has ended. */
    private <T> void take(@Nullable T reply, Consumer<T> then) {
        if (reply != null) {
            isAsking = false;
            answers++;
            then.accept(reply);
        }
    }
}
