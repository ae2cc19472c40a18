package dev.keyferry.gateway.progress;

import dev.keyferry.feed.GatewayCondition;
import dev.keyferry.feed.LocalNames;
import dev.keyferry.feed.Report;
import dev.keyferry.feed.TunnelException;
import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.id.PskVersion;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.id.SessionId;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.record.TunnelRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Which revisions of the feed are settled on this gateway: the newest record of the tunnel is
 * followed by the charon, or it stands among the exceptions. Thread-safe.
 *
 * <p>A revision is opened before anything can settle it and before the position passes it, so that
 * a report never covers a key which the charon does not hold.
 */
public final class Progress {
    /** Is told, in order, of what the charon holds for certain and what not; must not block. */
    public interface Witness {
        /** The charon is as the tunnel's record of this version says, its key or its absence. */
        void settled(TunnelId tunnel, PskVersion version);

        /** It may be otherwise from now on, before anything newer of the tunnel is sent to it. */
        void opened(TunnelId tunnel);
    }

    private static final Witness NOBODY =
            new Witness() {
                @Override
                public void settled(TunnelId tunnel, PskVersion version) {}

                @Override
                public void opened(TunnelId tunnel) {}
            };

    private record Open(PskVersion version, Revision revision) {}

    private final Runnable changed;
    private final OpenRevisions revisions = new OpenRevisions();
    private final Map<TunnelId, Open> open = new HashMap<>();

    /** Records that were never taken; the tunnel's older record may be followed meanwhile. */
    private final Map<TunnelId, TunnelException> refused = new HashMap<>();

    /** Revisions of refused records for which the list had no room; they stay open. */
    private final Map<TunnelId, Revision> unlisted = new HashMap<>();

    /** Records that were taken and cannot be followed. */
    private final Map<TunnelId, TunnelException> unfollowed = new HashMap<>();

    private Witness witness = NOBODY;
    private Optional<Epoch> epoch = Optional.empty();
    private Revision delivered = Revision.NONE;

    /**
     * @param changed is run after every change that a report should tell soon; must not block
     */
    public Progress(Runnable changed) {
        this.changed = changed;
    }

    /** Has every later change told. */
    public synchronized void onChange(Witness told) {
        witness = told;
    }

    /** A record became the tunnel's newest, or is in doubt again: its revision is open. */
    public synchronized void open(TunnelRecord record) {
        TunnelId tunnel = record.binding().tunnel();
        forgetRefusal(tunnel);
        reopen(record);
    }

    /**
     * The charon may no longer be as the tunnel's newest record says.
     *
     * @param newest is asked for that record while nothing can move it to another revision
     */
    public synchronized void doubt(TunnelId tunnel, Supplier<Optional<TunnelRecord>> newest) {
        // Where one is open it is the newest.
        if (!open.containsKey(tunnel)) {
            newest.get().ifPresent(this::reopen);
        }
    }

    /** The same record came again at another revision, at which it can be had by now. */
    public synchronized void move(TunnelRecord record) {
        Open known = open.get(record.binding().tunnel());
        if (known != null && known.version().equals(record.binding().version())) {
            reopen(record);
        }
    }

    /** A record was not taken; it is settled by being an exception. */
    public synchronized void refuse(TunnelException exception, Revision revision) {
        TunnelId tunnel = exception.tunnel();
        forgetRefusal(tunnel);
        if (hasRoom()) {
            refused.put(tunnel, exception);
            return;
        }
        unlisted.put(tunnel, revision);
        revisions.add(revision);
    }

    /** Everything up to here is durable in this gateway. */
    public void deliver(Epoch of, Revision upTo) {
        boolean isSettled;
        synchronized (this) {
            epoch = Optional.of(of);
            delivered = upTo;
            isSettled = revisions.settledThrough(upTo).equals(upTo);
        }
        // Otherwise what is to come is worth a report, and this is not worth one before it.
        if (isSettled) {
            changed.run();
        }
    }

    /** The charon is as the tunnel's record of this version says. */
    public void settle(TunnelId tunnel, PskVersion version) {
        synchronized (this) {
            boolean isOpen =
                    isOf(version, Optional.ofNullable(open.get(tunnel)).map(Open::version));
            boolean isExcepted =
                    isOf(
                            version,
                            Optional.ofNullable(unfollowed.get(tunnel))
                                    .map(TunnelException::version));
            if (!isOpen && !isExcepted) {
                return;
            }
            unfollowed.remove(tunnel);
            close(tunnel);
            witness.settled(tunnel, version);
        }
        changed.run();
    }

    /** The tunnel's newest record cannot be followed. */
    public void except(TunnelException exception) {
        synchronized (this) {
            TunnelId tunnel = exception.tunnel();
            Open known = open.get(tunnel);
            if (known != null && !known.version().equals(exception.version())) {
                return;
            }
            if (!unfollowed.containsKey(tunnel) && !hasRoom()) {
                return;
            }
            unfollowed.put(tunnel, exception);
            close(tunnel);
        }
        changed.run();
    }

    /** Empty as long as no history is known. */
    public synchronized Optional<Report> report(
            SessionId session, GatewayCondition condition, LocalNames names) {
        return epoch.map(known -> {
            // A refused record is the newer one of its tunnel.
            Map<TunnelId, TunnelException> exceptions = new HashMap<>(unfollowed);
            exceptions.putAll(refused);
            return new Report(
                    session,
                    known,
                    delivered,
                    revisions.settledThrough(delivered),
                    revisions.settledAhead(delivered, Report.MAX_AHEAD),
                    condition,
                    List.copyOf(exceptions.values()),
                    names);
        });
    }

    private void reopen(TunnelRecord record) {
        TunnelId tunnel = record.binding().tunnel();
        unfollowed.remove(tunnel);
        close(tunnel);
        witness.opened(tunnel);
        open.put(tunnel, new Open(record.binding().version(), record.revision()));
        revisions.add(record.revision());
    }

    private void close(TunnelId tunnel) {
        Open known = open.remove(tunnel);
        if (known != null) {
            revisions.remove(known.revision());
        }
    }

    private void forgetRefusal(TunnelId tunnel) {
        refused.remove(tunnel);
        Revision kept = unlisted.remove(tunnel);
        if (kept != null) {
            revisions.remove(kept);
        }
    }

    private static boolean isOf(PskVersion version, Optional<PskVersion> known) {
        return known.filter(version::equals).isPresent();
    }

    private boolean hasRoom() {
        return refused.size() + unfollowed.size() < Report.MAX_EXCEPTIONS;
    }
}
