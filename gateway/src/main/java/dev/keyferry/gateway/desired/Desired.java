package dev.keyferry.gateway.desired;

import dev.keyferry.feed.History;
import dev.keyferry.feed.Page;
import dev.keyferry.feed.Position;
import dev.keyferry.feed.TunnelException;
import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.record.TunnelRecord;
import dev.keyferry.feed.seal.RecordKey;
import dev.keyferry.gateway.progress.Progress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The newest genuine record of each tunnel: what the charon should hold.
 *
 * <p>The rule that a gateway never goes back lives here. A record of a higher version is brought to
 * the disk and only then shown; the same version with the same binding and key is nothing new,
 * though it takes the other's place on the disk where it was sealed anew or stands at another
 * revision, and nobody is told; everything else, a record with another tunnel's identity among it,
 * is an exception and changes nothing. The one exception is a new epoch, which begins because an
 * operator decided that an older backup counts: while it is read for the first time, what it shows
 * takes the place of what is held. So whatever a control plane, a restored one included, says by
 * itself, and wherever this process dies, no older key comes after a newer one. A tunnel that the
 * control plane no longer knows is kept as gone at its last version, so that its former records
 * cannot come back either.
 *
 * <p>Reading is thread-safe. Taking pages is for one thread.
 */
public final class Desired {
    private static final Logger LOG = LoggerFactory.getLogger(Desired.class);

    private final SealedCache cache;
    private final RecordCheck check;
    private final RecordKey recordKey;
    private final Progress progress;
    private final Tunnels tunnels = new Tunnels();
    private final Owners owners = new Owners();
    private final Claims claims = new Claims(owners);
    private final Map<TunnelId, Revision> refused = new HashMap<>();
    private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();
    private Position position;
    private Optional<Sweep> sweep = Optional.empty();

    /**
     * A reading from the start, after which what was not seen is gone.
     *
     * @param epoch in which it is read
     */
    private record Sweep(Set<TunnelId> seen, Epoch epoch, Revision upTo) {}

    /** Starts with what the cache holds, checked as if it came from the feed. */
    public Desired(SealedCache cache, RecordCheck check, RecordKey recordKey, Progress progress) {
        this.cache = cache;
        this.check = check;
        this.recordKey = recordKey;
        this.progress = progress;
        this.position = restore(cache.content());
    }

    /**
     * Has every later change told, on the thread that takes pages, to others as well; must not
     * block.
     */
    public void onChange(Consumer<Change> told) {
        listeners.add(told);
    }

    /** Where to go on reading. */
    public Position position() {
        if (position instanceof Position.After after) {
            return sweep.<Position>map(s -> new Position.After(s.epoch(), s.upTo())).orElse(after);
        }
        return position;
    }

    /** The position that was reached, whether or not everything is being read once more. */
    public Position reached() {
        return position;
    }

    public Optional<Held> of(TunnelId tunnel) {
        return tunnels.of(tunnel);
    }

    public List<Held> all() {
        return tunnels.all();
    }

    /** Whose identities are and were. */
    public Owners owners() {
        return owners;
    }

    /** The charon may no longer be as the tunnel's newest record says. */
    public void doubt(TunnelId tunnel) {
        progress.doubt(tunnel, () -> of(tunnel).map(Held::record));
    }

    /** Tunnels that have a key. */
    public int liveCount() {
        return tunnels.liveCount();
    }

    /** Accounts that have a key here. */
    public int accounts() {
        return tunnels.accounts();
    }

    /** True from {@link #beginSweep} to the last page. */
    public boolean isSweeping() {
        return sweep.isPresent();
    }

    /**
     * From now on pages are read from the start; at their end what they did not show is gone. Where
     * the epoch is another one than that which was reached, an operator decided that it comes after
     * it, and what it shows counts whatever version is held.
     */
    public void beginSweep(Epoch epoch) {
        sweep = Optional.of(new Sweep(new HashSet<>(), epoch, Revision.NONE));
    }

    /** True while the epoch that is read is not yet the one that was reached. */
    private boolean isSucceeding() {
        return position instanceof Position.After after
                && sweep.filter(s -> !s.epoch().equals(after.epoch())).isPresent();
    }

    /**
     * Takes a page that continues {@link #position}.
     *
     * @throws CacheFailed if it cannot be made durable; nothing changed then
     */
    public void take(Page page) {
        sweep.ifPresent(s -> page.records().forEach(r -> s.seen().add(r.binding().tunnel())));
        Predicate<TunnelId> gone = gone(page);
        Sorted sorted = sort(page, gone);
        List<Held> swept = swept(gone);
        Position next = sweep.isPresent() && !page.isLast() ? position : after(page);
        store(sorted, swept, cachePosition(next, sorted));
        publish(page, sorted, swept, next);
        List<TunnelId> changed = joined(sorted.taken(), swept).stream().map(Held::tunnel).toList();
        if (!changed.isEmpty()) {
            Change change = new Change(changed);
            listeners.forEach(listener -> listener.accept(change));
        }
    }

    /** What a page's records are. */
    private record Sorted(
            List<Held> taken,
            List<TunnelRecord> known,
            List<Held> replacing,
            Map<TunnelRecord, TunnelException> refused,
            List<Held> waiting) {}

    private Sorted sort(Page page, Predicate<TunnelId> gone) {
        List<Held> newer = new ArrayList<>();
        List<TunnelRecord> same = new ArrayList<>();
        List<Held> replacing = new ArrayList<>();
        Map<TunnelRecord, TunnelException> refusals = new HashMap<>();
        PageHolder holder = new PageHolder(page);
        for (TunnelRecord record : page.records()) {
            Held fresh = holder.held(record);
            Optional<Held> known = tunnels.of(record.binding().tunnel());
            Optional<String> objection = check.objection(record, page.history());
            if (objection.isEmpty() && known.filter(k -> isSame(k, fresh)).isPresent()) {
                same.add(record);
                known.filter(k -> isOtherwise(k.record(), record))
                        .ifPresent(_ -> replacing.add(fresh));
                continue;
            }
            objection =
                    objection.or(() ->
                            known.filter(_ -> !isSucceeding())
                                    .filter(k -> !becomesReadable(k, fresh))
                                    .flatMap(k -> notNewer(k.record(), record, page.history())));
            if (objection.isPresent()) {
                refusals.put(
                        record,
                        exception(record, TunnelException.Kind.NOT_AUTHENTIC, objection.get()));
                continue;
            }
            newer.add(fresh);
        }
        Claims.Verdict verdict = claims.judge(newer, gone);
        verdict.waiting().stream()
                .filter(held -> !claims.isWaiting(held))
                .map(Held::record)
                .forEach(record -> refusals.put(record, identityTaken(record)));
        return new Sorted(verdict.admitted(), same, replacing, refusals, verdict.waiting());
    }

    private static TunnelException identityTaken(TunnelRecord record) {
        return exception(
                record,
                TunnelException.Kind.IDENTITY_TAKEN,
                "another tunnel of this gateway has one of its identities");
    }

    private boolean isSame(Held known, Held fresh) {
        return known.record().getClass() == fresh.record().getClass()
                && known.record().binding().equals(fresh.record().binding())
                && check.isSameKey(known, fresh);
    }

    /** Sealed anew, or at another revision: a store that was restored has given it a new one. */
    private static boolean isOtherwise(TunnelRecord known, TunnelRecord record) {
        return !known.mac().equals(record.mac()) || !known.revision().equals(record.revision());
    }

    /** A key that this host could never open is sealed to it at last. */
    private boolean becomesReadable(Held known, Held fresh) {
        return known.isLive()
                && known.record().binding().equals(fresh.record().binding())
                && !check.isReadable(known)
                && check.isReadable(fresh);
    }

    /** Versions count within an epoch; of two epochs the later one does. */
    private static Optional<String> notNewer(
            TunnelRecord known, TunnelRecord record, History history) {
        int order =
                Integer.compare(
                        history.rank(record.binding().epoch()),
                        history.rank(known.binding().epoch()));
        boolean isNewer =
                order > 0
                        || (order == 0
                                && record.binding().version().isAfter(known.binding().version()));
        return isNewer
                ? Optional.empty()
                : Optional.of(
                        "its version is not newer than version "
                                + known.binding().version()
                                + ", which this gateway has");
    }

    private static TunnelException exception(
            TunnelRecord record, TunnelException.Kind kind, String objection) {
        return new TunnelException(
                record.binding().tunnel(), record.binding().version(), kind, objection);
    }

    /** Tunnels that a whole reading did not show, once it is at its end. */
    private Predicate<TunnelId> gone(Page page) {
        return sweep.filter(s -> page.isLast())
                .<Predicate<TunnelId>>map(s -> tunnel -> !s.seen().contains(tunnel))
                .orElse(tunnel -> false);
    }

    /**
     * What stands in place of their live records: gone at the same version, because whoever could
     * hide a record could show it again later.
     */
    private List<Held> swept(Predicate<TunnelId> gone) {
        return sweep.isEmpty()
                ? List.of()
                : tunnels.all().stream()
                        .filter(Held::isLive)
                        .filter(held -> gone.test(held.tunnel()))
                        .map(held -> gone(held.record()))
                        .toList();
    }

    private Held gone(TunnelRecord record) {
        return Held.gone(recordKey.gone(record.revision(), record.binding()));
    }

    private static List<Held> joined(List<Held> some, List<Held> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    private static Position after(Page page) {
        return new Position.After(page.epoch(), page.upTo());
    }

    private void store(Sorted sorted, List<Held> swept, Position stored) {
        List<Held> fresh = joined(sorted.taken(), sorted.replacing());
        if (!swept.isEmpty()) {
            List<Held> all = tunnels.with(joined(fresh, swept));
            cache.replace(new CacheContent(stored, all));
            return;
        }
        if (!fresh.isEmpty()) {
            cache.append(
                    new CacheContent(stored, fresh),
                    () -> new CacheContent(stored, tunnels.with(fresh)));
        }
    }

    /** On the disk the position stays before what was refused, so that it is read again. */
    private Position cachePosition(Position next, Sorted sorted) {
        if (!(next instanceof Position.After after)) {
            return next;
        }
        long oldest = Long.MAX_VALUE;
        for (Revision revision : refused.values()) {
            oldest = Math.min(oldest, revision.value());
        }
        for (TunnelRecord record : sorted.refused().keySet()) {
            oldest = Math.min(oldest, record.revision().value());
        }
        return new Position.After(
                after.epoch(), new Revision(Math.min(after.after().value(), oldest - 1)));
    }

    /** Opens the revisions before the records can be seen, and before the position passes them. */
    private void publish(Page page, Sorted sorted, List<Held> swept, Position next) {
        List<Held> newest = joined(sorted.taken(), swept);
        newest.forEach(
                held -> tunnels.of(held.tunnel()).map(Held::record).ifPresent(owners::release));
        // Who lost an identity is known before who has it now can be seen.
        Stream.concat(
                        newest.stream().filter(h -> !h.isLive()),
                        newest.stream().filter(Held::isLive))
                .forEach(this::publish);
        claims.await(sorted.waiting());
        sorted.replacing().forEach(tunnels::put);
        sorted.known().forEach(progress::move);
        sorted.refused().forEach(this::refuse);
        position = next;
        sweep =
                page.isLast()
                        ? Optional.empty()
                        : sweep.map(s -> new Sweep(s.seen(), s.epoch(), page.upTo()));
        if (next instanceof Position.After after) {
            progress.deliver(after.epoch(), after.after());
        }
    }

    private void publish(Held held) {
        refused.remove(held.tunnel());
        progress.open(held.record());
        tunnels.put(held);
        owners.take(held);
    }

    private void refuse(TunnelRecord record, TunnelException exception) {
        refused.put(exception.tunnel(), record.revision());
        progress.refuse(exception, record.revision());
        LOG.atWarn()
                .addKeyValue("tunnel", exception.tunnel())
                .addKeyValue("version", exception.version())
                .addKeyValue("reason", exception.detail())
                .log("record refused");
    }

    private Position restore(CacheContent content) {
        Optional<Epoch> epoch = content.epoch();
        List<Held> genuine = new ArrayList<>();
        for (Held held : content.held()) {
            Optional<String> objection = check.objection(held.record());
            if (objection.isPresent()) {
                LOG.atWarn()
                        .addKeyValue("tunnel", held.tunnel())
                        .addKeyValue("reason", objection.get())
                        .log("cached record refused");
                continue;
            }
            genuine.add(held);
        }
        for (Held held : genuine) {
            progress.open(held.record());
            tunnels.put(held);
            owners.take(held);
        }
        if (content.position() instanceof Position.After after) {
            progress.deliver(after.epoch(), after.after());
            return after;
        }
        return epoch.<Position>map(known -> new Position.After(known, Revision.NONE))
                .orElse(content.position());
    }
}
