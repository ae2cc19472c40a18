package dev.keyferry.gateway;

import dev.keyferry.feed.Feed;
import dev.keyferry.feed.FeedUnavailable;
import dev.keyferry.feed.GatewayCondition.Kind;
import dev.keyferry.feed.Page;
import dev.keyferry.feed.Poll;
import dev.keyferry.feed.PollAnswer;
import dev.keyferry.feed.Position;
import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.id.SessionId;
import dev.keyferry.gateway.desired.CacheFailed;
import dev.keyferry.gateway.desired.Desired;
import dev.keyferry.gateway.progress.Standing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Unlinked, linked, history refused: reads the feed into {@link Desired}. A control plane that is
 * away changes nothing; one that shows another history, or less of it than was seen, is not
 * followed: it may be an old backup, and an operator decides, by a new epoch that succeeds the one
 * that is known here. Once less was shown, nothing else is followed until the agent is started
 * again. For one thread.
 */
final class FeedLoop implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(FeedLoop.class);

    private final Feed feed;
    private final SessionId session;
    private final Desired desired;
    private final Standing standing;
    private final Retry retry;
    private boolean isOlder;

    FeedLoop(Feed feed, SessionId session, Desired desired, Standing standing, Retry retry) {
        this.feed = feed;
        this.session = session;
        this.desired = desired;
        this.standing = standing;
        this.retry = retry;
    }

    /** Ends by interruption of its thread. */
    @Override
    public void run() {
        try {
            while (!Thread.interrupted()) {
                if (follow()) {
                    retry.succeeded();
                } else {
                    retry.pause();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes one answer; false where there was none to take. */
    private boolean follow() throws InterruptedException {
        try {
            return take(feed.poll(new Poll(session, desired.position(), Poll.MAX_PATIENCE)));
        } catch (FeedUnavailable e) {
            LOG.atDebug().setCause(e).log("feed unavailable");
            return false;
        } catch (CacheFailed e) {
            standing.set(Standing.Part.CACHE, Kind.CACHE_FAILED, String.valueOf(e.getMessage()));
            return false;
        }
    }

    private boolean take(PollAnswer answer) {
        if (isForeign(answer)) {
            standing.set(Standing.Part.FEED, Kind.HISTORY_REFUSED, refusal(answer));
            return false;
        }
        // One reset after the other is no progress, and is paused for.
        boolean isProgress = answer instanceof Page || !desired.isSweeping();
        switch (answer) {
            case Page page -> desired.take(page);
            case PollAnswer.Reset reset -> desired.beginSweep(reset.epoch());
        }
        standing.clear(Standing.Part.FEED);
        standing.clear(Standing.Part.CACHE);
        return isProgress;
    }

    private boolean isForeign(PollAnswer answer) {
        return switch (desired.reached()) {
            case Position.Start() -> false;
            case Position.After(Epoch epoch, Revision reached) -> {
                if (answer.history().succeeds(epoch)) {
                    // An operator decided. Nothing else leads from one epoch to another.
                    isOlder = false;
                    yield false;
                }
                // An older database grows again, past what was reached, with other keys at the
                // revisions that are known here.
                isOlder |= epoch.equals(answer.epoch()) && reached.isAfter(head(answer));
                yield isOlder || !epoch.equals(answer.epoch());
            }
        };
    }

    private static Revision head(PollAnswer answer) {
        return switch (answer) {
            case Page page -> page.head();
            case PollAnswer.Reset reset -> reset.head();
        };
    }

    private String refusal(PollAnswer answer) {
        return switch (desired.reached()) {
            case Position.Start() -> "";
            case Position.After(Epoch epoch, Revision reached) ->
                    "this gateway follows epoch "
                            + epoch
                            + " up to revision "
                            + reached
                            + ", the control plane shows epoch "
                            + answer.epoch()
                            + " up to revision "
                            + head(answer);
        };
    }
}
