package dev.keyferry.server;

import dev.keyferry.feed.id.Revision;
import dev.keyferry.server.data.EpochsMac;
import dev.keyferry.server.data.Forged;
import dev.keyferry.server.data.ServerKeys;
import dev.keyferry.server.data.StartRefused;
import dev.keyferry.server.delivery.EvidenceInbox;
import dev.keyferry.server.delivery.FeedHub;
import dev.keyferry.server.delivery.Feeds;
import dev.keyferry.server.delivery.OrderDesk;
import dev.keyferry.server.delivery.ToldEdgeKeys;
import dev.keyferry.server.delivery.WitnessDesk;
import dev.keyferry.server.delivery.fleet.Colleagues;
import dev.keyferry.server.delivery.fleet.Roster;
import dev.keyferry.server.delivery.progress.GatewayConfirmations;
import dev.keyferry.server.delivery.progress.LoadTimes;
import dev.keyferry.server.delivery.progress.ProgressPosts;
import dev.keyferry.server.delivery.progress.ProgressReads;
import dev.keyferry.server.domain.edge.Edge;
import dev.keyferry.server.domain.gateway.KeptGateway;
import dev.keyferry.server.store.Store;
import dev.keyferry.server.usecase.evidence.KeepEvidence;
import dev.keyferry.server.usecase.gateway.GatewayMacs;
import dev.keyferry.server.usecase.gateway.NoteReach;
import dev.keyferry.server.usecase.progress.AuthenticBoard;
import dev.keyferry.server.usecase.progress.Heard;
import dev.keyferry.server.usecase.progress.Word;
import dev.keyferry.server.usecase.reauth.ReadOrders;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** What brings keys to gateways, over a store. */
record Delivery(
        Roster roster,
        GatewayConfirmations confirmations,
        LoadTimes loadTimes,
        Feeds feeds,
        ToldEdgeKeys edgeKeys,
        OrderDesk orders,
        WitnessDesk witnesses,
        Parts parts)
        implements AutoCloseable {
    /**
     * Makes known the edges and gateways that are in the store, and serves these.
     *
     * @throws StartRefused if the store has an edge key or a history that no server wrote there, or
     *     is shared and has records that were made with another key
     */
    static Delivery over(
            Store store,
            ServerKeys keys,
            GatewayMacs macs,
            FeedHub hub,
            SecureRandom random,
            InstantSource clock)
            throws InterruptedException {
        know(store, keys, macs, hub);
        LoadTimes loadTimes = new LoadTimes(clock);
        loadTimes.committed(store.deployment().head());
        hub.watch(loadTimes::committed);
        try (Parts parts = new Parts()) {
            Optional<AuthenticBoard> board =
                    store.board()
                            .map(b -> new AuthenticBoard(b, keys.fingerprintKey(), Forged.words()));
            Colleagues colleagues = board.map(b -> posts(b, parts)).orElse(Colleagues.NONE);
            GatewayConfirmations confirmations =
                    new GatewayConfirmations(
                            store.deployment().epoch(), hub.roster(), loadTimes, colleagues, clock);
            ToldEdgeKeys edgeKeys = new ToldEdgeKeys(hub.roster(), colleagues, clock);
            OrderDesk orders =
                    new OrderDesk(
                            new ReadOrders(store.orders(), keys, store.deployment().epoch()),
                            hub,
                            colleagues,
                            clock);
            WitnessDesk witnesses =
                    new WitnessDesk(store.audit(), keys.auditKey(), hub, colleagues, clock);
            if (board.isPresent()) {
                ProgressReads reads =
                        ProgressReads.start(
                                board.get(),
                                confirmations,
                                word -> hear(word, confirmations, edgeKeys, orders, witnesses));
                parts.add(reads, reads::close);
            }
            EvidenceInbox evidence = EvidenceInbox.start(new KeepEvidence(store.writer(), random));
            parts.add(evidence, evidence::close);
            Feeds feeds =
                    new Feeds(
                            store.records(),
                            hub,
                            confirmations,
                            new NoteReach(store.writer(), macs, random),
                            evidence,
                            board.isPresent()
                                    ? Optional.empty()
                                    : Optional.of(store.deployment().head()));
            return new Delivery(
                    hub.roster(),
                    confirmations,
                    loadTimes,
                    feeds,
                    edgeKeys,
                    orders,
                    witnesses,
                    parts.handOver());
        }
    }

    /** Gateways are heard no more. */
    @Override
    public void close() {
        parts.close();
    }

    private static void know(Store store, ServerKeys keys, GatewayMacs macs, FeedHub hub)
            throws InterruptedException {
        EpochsMac.requireAuthentic(keys.fingerprintKey(), store.deployment().epochs());
        List<KeptGateway> gateways = store.gateways().all();
        for (Edge edge : store.edges().all()) {
            // Where servers share a database somebody has copied their key files.
            if (store.board().isPresent()) {
                keys.requireCopy(edge.name(), gateways);
            }
            keys.load(edge);
            if (store.board().isPresent()) {
                keys.requireOwn(
                        edge.name(), store.records().after(edge.name(), Revision.NONE).records());
            }
        }
        for (KeptGateway kept : gateways) {
            macs.authentic(kept).ifPresent(hub::changed);
        }
        // What another server changed meanwhile may have been overwritten just now.
        store.doubtFleet();
    }

    private static Colleagues posts(AuthenticBoard board, Parts parts) {
        ProgressPosts posts = ProgressPosts.start(board);
        return parts.add(posts, posts::close);
    }

    private static void hear(
            Heard heard,
            GatewayConfirmations confirmations,
            ToldEdgeKeys edgeKeys,
            OrderDesk orders,
            WitnessDesk witnesses) {
        switch (heard.word()) {
            case Word.Reported reported -> confirmations.heard(reported, heard.on());
            case Word.ToldKeys told -> edgeKeys.heard(told, heard.on());
            case Word.Reauthenticated outcomes -> orders.heard(outcomes);
            case Word.Witnessed witnessed -> witnesses.heard(witnessed, heard.on());
        }
    }
}
