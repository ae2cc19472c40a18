package dev.keyferry.gateway.charon;

import dev.keyferry.feed.GatewayCondition.Kind;
import dev.keyferry.gateway.desired.Change;
import dev.keyferry.gateway.desired.Desired;
import dev.keyferry.gateway.progress.Reporter;
import dev.keyferry.gateway.progress.Standing;
import dev.keyferry.gateway.rules.SocketRefused;
import dev.keyferry.gateway.secrets.Acknowledgements;
import dev.keyferry.gateway.secrets.CharonSecrets;
import dev.keyferry.gateway.secrets.Inbox;
import dev.keyferry.gateway.secrets.Listings;
import dev.keyferry.gateway.secrets.Loader;
import dev.keyferry.gateway.secrets.SecretIds;
import dev.keyferry.gateway.watch.Charon;
import dev.keyferry.gateway.watch.ConnectionWatch;
import dev.keyferry.gateway.watch.SaEnding;
import dev.keyferry.vici.ViciException;
import dev.keyferry.vici.ViciProtocolError;
import dev.keyferry.vici.ViciSession;
import dev.keyferry.vici.ViciSessionLost;
import dev.keyferry.vici.ViciUnreachable;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Down, settling, loading, following: finds the charon again whenever it went away, and works on
 * one session after the other. Its methods are thread-safe; {@link #run} is for one thread.
 *
 * <p>Older requests must never run after newer ones. They can only while they stand in the queue of
 * a charon process that still lives: not if every request of the earlier session was answered, and
 * not if the charon was started since. Otherwise, and at the agent's own start, the charon must
 * first answer steadily for a while.
 */
public final class CharonLoop implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(CharonLoop.class);

    private final Charon charon;
    private final SecretPolicy policy;
    private final Desired desired;
    private final Reporter reporter;
    private final ConnectionWatch watch;
    private final SaEnding endings;
    private volatile @Nullable SessionWork current;

    /** Empty before the first session: nobody knows what an earlier agent left behind. */
    private Optional<Ended> ended = Optional.empty();

    /**
     * How a session ended.
     *
     * @param process the charon that it was with
     * @param unanswered requests that may still run
     * @param habit whether the charon was found to be mute
     */
    private record Ended(CharonProcess process, int unanswered, Listings.Habit habit) {}

    public CharonLoop(
            Charon charon,
            SecretPolicy policy,
            Desired desired,
            Reporter reporter,
            ConnectionWatch watch,
            SaEnding endings) {
        this.charon = charon;
        this.policy = policy;
        this.desired = desired;
        this.reporter = reporter;
        this.watch = watch;
        this.endings = endings;
        watch.onResult(this::check);
        desired.onChange(this::change);
    }

    /** Ends by interruption of its thread. */
    @Override
    public void run() {
        try {
            while (!Thread.interrupted()) {
                workOnce();
                TimeUnit.MILLISECONDS.sleep(charon.pacing().reconnect().toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void workOnce() throws InterruptedException {
        try (ViciSession session = charon.connect()) {
            work(session);
        } catch (SocketRefused e) {
            standing()
                    .set(Standing.Part.CHARON, Kind.SOCKET_REFUSED, String.valueOf(e.getMessage()));
        } catch (ViciUnreachable e) {
            down(String.valueOf(e.getMessage()));
        } catch (ViciException e) {
            LOG.atDebug().setCause(e).log("charon session ended early");
            down("the charon ended the connection");
        } finally {
            current = null;
        }
    }

    private void work(ViciSession session) throws InterruptedException {
        CharonProcess process = CharonProcess.behind(session);
        count(process);
        Listings.Habit habit = habit(process);
        SessionWork.Past past = past(process);
        if (past == SessionWork.Past.DOUBTFUL) {
            standing().set(Standing.Part.CHARON, Kind.LOADING, "settling");
            new Settling(charon.pacing()).await(session);
        }
        SecretIds ids = new SecretIds(policy.deployment());
        CharonSecrets secrets = new CharonSecrets(session, ids, policy.opener());
        Inbox inbox = new Inbox();
        Acknowledgements acknowledgements = new Acknowledgements(reporter.progress(), desired);
        Loader loader = new Loader(secrets, desired, inbox, acknowledgements, endings);
        Listings listings =
                new Listings(secrets, session, inbox, ids, charon.pacing().listing(), habit);
        SessionParts parts =
                new SessionParts(
                        inbox, loader, listings, acknowledgements, desired, watch, reporter);
        SessionWork work = new SessionWork(session, charon.pacing(), parts, policy, past);
        current = work;
        try {
            work.run();
        } finally {
            boolean isMute = isMuteness(session, listings);
            end(new Ended(process, loader.unanswered(), isMute ? Listings.Habit.MUTE : habit));
        }
    }

    private void count(CharonProcess process) {
        reporter.counts().charonMet();
        if (ended.filter(e -> process.isStartedAfter(e.process())).isPresent()) {
            reporter.counts().charonRestarted();
        }
    }

    private void end(Ended how) {
        current = null;
        ended = Optional.of(how);
        // What the charon holds from here on nobody knows.
        desired.all().forEach(held -> desired.doubt(held.tunnel()));
        down("the connection to the charon ended");
        LOG.atInfo().addKeyValue("unanswered", how.unanswered()).log("charon session ended");
    }

    /**
     * A list that is too long is never given: then there is silence, or another reply comes in its
     * place, which ends the session.
     */
    private boolean isMuteness(ViciSession session, Listings listings) {
        boolean isOther =
                reason(session)
                        .map(ViciSessionLost::getCause)
                        .filter(ViciProtocolError.class::isInstance)
                        .isPresent();
        return isOther ? listings.isListing() : listings.isListingFor(charon.pacing().silence());
    }

    private static Optional<ViciSessionLost> reason(ViciSession session) {
        return session.isOpen()
                ? Optional.empty()
                : Optional.ofNullable(session.closed().toCompletableFuture().getNow(null));
    }

    private SessionWork.Past past(CharonProcess process) {
        boolean isClear =
                ended.filter(e -> e.unanswered() == 0 || process.isStartedAfter(e.process()))
                        .isPresent();
        return isClear ? SessionWork.Past.CLEAR : SessionWork.Past.DOUBTFUL;
    }

    /** A charon that hung was not mute: that is why it gave no list. */
    private Listings.Habit habit(CharonProcess process) {
        return process.answeredWithin(charon.pacing().prompt())
                ? ended.filter(e -> !process.isStartedAfter(e.process()))
                        .map(Ended::habit)
                        .orElse(Listings.Habit.LISTS)
                : Listings.Habit.LISTS;
    }

    private void down(String detail) {
        standing().set(Standing.Part.CHARON, Kind.CHARON_DOWN, detail);
    }

    private Standing standing() {
        return reporter.standing();
    }

    private void change(Change change) {
        SessionWork work = current;
        if (work != null) {
            work.change(change);
        }
    }

    private void check(ConnectionWatch.Result result) {
        SessionWork work = current;
        if (work != null) {
            work.check(result);
        }
    }
}
