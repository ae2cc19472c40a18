package dev.keyferry.gateway.parts;

import dev.keyferry.feed.Feed;
import dev.keyferry.feed.FeedUnavailable;
import dev.keyferry.feed.GatewayCondition;
import dev.keyferry.feed.History;
import dev.keyferry.feed.Page;
import dev.keyferry.feed.Poll;
import dev.keyferry.feed.PollAnswer;
import dev.keyferry.feed.Position;
import dev.keyferry.feed.Report;
import dev.keyferry.feed.codec.EvidenceCodec;
import dev.keyferry.feed.codec.PageCodec;
import dev.keyferry.feed.codec.ReportCodec;
import dev.keyferry.feed.evidence.Evidence;
import dev.keyferry.feed.id.DataKeyId;
import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.record.KeyRecord;
import dev.keyferry.feed.record.SealedDataKey;
import dev.keyferry.feed.record.TunnelRecord;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

/**
 * A feed that keeps its records in memory and sends every page, report and evidence through the
 * codecs. Thread-safe.
 */
public final class MemoryFeed implements Feed {
    private final Map<TunnelId, TunnelRecord> records = new HashMap<>();
    private final Map<DataKeyId, SealedDataKey> dataKeys = new HashMap<>();
    private final List<Report> reports = new ArrayList<>();
    private final List<Evidence> evidence = new ArrayList<>();
    private final List<Long> reportedAt = new ArrayList<>();
    private Epoch epoch = TestEdge.EPOCH;
    private final List<Epoch> former = new ArrayList<>();
    private long head;
    private long floor;
    private boolean isAway;

    /** Puts a record at the next revision. */
    public synchronized TunnelRecord put(TestEdge edge, LongFunction<TunnelRecord> record) {
        return putAll(edge, List.of(record)).getFirst();
    }

    /** Puts records at the next revisions, all to be seen at once. */
    public synchronized List<TunnelRecord> putAll(
            TestEdge edge, Collection<LongFunction<TunnelRecord>> made) {
        List<TunnelRecord> put = new ArrayList<>();
        for (LongFunction<TunnelRecord> record : made) {
            head++;
            put.add(record.apply(head));
            // The data key that sealed it; a used-up one was replaced before.
            dataKeys.put(edge.dataKey().id(), edge.dataKey());
            records.put(put.getLast().binding().tunnel(), put.getLast());
        }
        notifyAll();
        return put;
    }

    /** The control plane cannot be reached, or can again. */
    public synchronized void setAway(boolean away) {
        isAway = away;
        notifyAll();
    }

    /** Becomes another history. */
    public synchronized void restore(Epoch other, long newHead) {
        epoch = other;
        head = newHead;
        notifyAll();
    }

    /** An operator decided that another epoch comes after the present one. */
    public synchronized void succeed(Epoch next, long newHead) {
        former.add(epoch);
        restore(next, newHead);
    }

    /** Drops a tunnel without a trace, and tells readers that stand before now to read anew. */
    public synchronized void expire(TunnelId tunnel) {
        records.remove(tunnel);
        head++;
        floor = head;
        notifyAll();
    }

    public synchronized Revision head() {
        return new Revision(head);
    }

    public synchronized Optional<Report> lastReport() {
        return reports.isEmpty() ? Optional.empty() : Optional.of(reports.getLast());
    }

    public synchronized List<Report> reports() {
        return List.copyOf(reports);
    }

    /** When a report first covered a record, on the clock of {@link System#nanoTime}. */
    public synchronized long firstCovered(TunnelRecord record) {
        for (int i = 0; i < reports.size(); i++) {
            if (reports.get(i).covers(record.revision())) {
                return reportedAt.get(i);
            }
        }
        throw new IllegalStateException("never covered");
    }

    public boolean covers(TunnelRecord record) {
        return lastReport().filter(report -> report.covers(record.revision())).isPresent();
    }

    public boolean coversHead() {
        return lastReport().filter(report -> report.covers(head())).isPresent();
    }

    public Optional<GatewayCondition.Kind> condition() {
        return lastReport().map(report -> report.condition().kind());
    }

    @Override
    public synchronized PollAnswer poll(Poll poll) throws InterruptedException {
        long deadline = System.nanoTime() + poll.patience().toNanos();
        while (!isAway && !hasNews(poll.position())) {
            Duration left = Duration.ofNanos(deadline - System.nanoTime());
            if (!left.isPositive()) {
                break;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left.toNanos());
        }
        requireReachable();
        return PageCodec.decode(PageCodec.encode(answer(poll.position())));
    }

    @Override
    public synchronized void report(Report report) {
        requireReachable();
        reports.add(ReportCodec.decode(ReportCodec.encode(report)));
        reportedAt.add(System.nanoTime());
    }

    @Override
    public synchronized void evidence(Evidence newest) {
        requireReachable();
        evidence.add(EvidenceCodec.decode(EvidenceCodec.encode(newest)));
    }

    /** All evidence that was taken, in order. */
    public synchronized List<Evidence> evidence() {
        return List.copyOf(evidence);
    }

    private void requireReachable() {
        if (isAway) {
            throw new FeedUnavailable("away", new IOException("away"));
        }
    }

    private boolean hasNews(Position position) {
        return !(position instanceof Position.After after
                && after.epoch().equals(epoch)
                && after.after().value() == head);
    }

    private PollAnswer answer(Position position) {
        return switch (position) {
            case Position.Start() -> page(0);
            case Position.After(Epoch known, Revision after) ->
                    known.equals(epoch) && after.value() <= head && isKept(after.value())
                            ? page(after.value())
                            : new PollAnswer.Reset(history(), head());
        };
    }

    private History history() {
        return new History(epoch, former);
    }

    private boolean isKept(long after) {
        return after == 0 || after >= floor;
    }

    private Page page(long after) {
        List<TunnelRecord> newer =
                records.values().stream()
                        .filter(record -> record.revision().value() > after)
                        .sorted(Comparator.comparing(TunnelRecord::revision))
                        .limit(Page.MAX_RECORDS)
                        .toList();
        boolean isFull = newer.size() == Page.MAX_RECORDS;
        return new Page(
                history(),
                new Revision(after),
                isFull ? newer.getLast().revision() : head(),
                head(),
                dataKeys(newer),
                newer);
    }

    private List<SealedDataKey> dataKeys(List<TunnelRecord> named) {
        return List.copyOf(
                named.stream()
                        .filter(KeyRecord.class::isInstance)
                        .map(record -> dataKeys.get(((KeyRecord) record).dataKey()))
                        .collect(
                                Collectors.toMap(
                                        SealedDataKey::id,
                                        key -> key,
                                        (one, same) -> one,
                                        LinkedHashMap::new))
                        .values());
    }
}
