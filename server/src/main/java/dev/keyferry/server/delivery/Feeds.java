package dev.keyferry.server.delivery;

import dev.keyferry.feed.Feed;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.server.delivery.progress.GatewayConfirmations;
import dev.keyferry.server.usecase.port.Records;
import dev.keyferry.server.usecase.port.edge.GatewayFeeds;
import dev.keyferry.server.usecase.port.edge.ReachNotes;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** One {@link LocalFeed} for each gateway, for as long as the process runs. Thread-safe. */
public final class Feeds implements GatewayFeeds {
    private final Records records;
    private final FeedHub hub;
    private final GatewayConfirmations confirmations;
    private final ReachNotes notes;
    private final Optional<Revision> firstHead;
    private final EvidenceInbox inbox;
    private final Map<GatewayName, LocalFeed> feeds = new ConcurrentHashMap<>();

    /**
     * @param firstHead the newest revision when the process started; empty where other servers are
     *     beside it
     */
    public Feeds(
            Records records,
            FeedHub hub,
            GatewayConfirmations confirmations,
            ReachNotes notes,
            EvidenceInbox inbox,
            Optional<Revision> firstHead) {
        this.records = new SharedRecords(records, hub);
        this.hub = hub;
        this.confirmations = confirmations;
        this.notes = notes;
        this.inbox = inbox;
        this.firstHead = firstHead;
    }

    @Override
    public Optional<Feed> feed(GatewayName gateway) {
        return hub.roster().find(gateway).map(_ -> of(gateway));
    }

    @Override
    public Held hold(GatewayName gateway) {
        return of(gateway).hold(firstHead);
    }

    private LocalFeed of(GatewayName gateway) {
        return feeds.computeIfAbsent(
                gateway, name -> new LocalFeed(name, records, hub, confirmations, notes, inbox));
    }
}
