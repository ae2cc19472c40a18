package dev.keyferry.server;

import dev.keyferry.feed.id.Revision;
import dev.keyferry.server.delivery.Colleagues;
import dev.keyferry.server.delivery.EvidenceInbox;
import dev.keyferry.server.delivery.FeedHub;
import dev.keyferry.server.delivery.Feeds;
import dev.keyferry.server.delivery.GatewayConfirmations;
import dev.keyferry.server.delivery.LoadTimes;
import dev.keyferry.server.delivery.Roster;
import dev.keyferry.server.delivery.ToldEdgeKeys;
import dev.keyferry.server.domain.edge.Edge;
import dev.keyferry.server.domain.gateway.KeptGateway;
import dev.keyferry.server.store.Store;
import dev.keyferry.server.usecase.evidence.KeepEvidence;
import dev.keyferry.server.usecase.gateway.GatewayMacs;
import dev.keyferry.server.usecase.gateway.NoteReach;
import java.security.SecureRandom;
import java.time.InstantSource;

/** What brings keys to gateways, over a store. */
record Delivery(
        Roster roster,
        GatewayConfirmations confirmations,
        LoadTimes loadTimes,
        Feeds feeds,
        EvidenceInbox evidence,
        ToldEdgeKeys edgeKeys) {
    /**
     * Makes known the edges and gateways that are in the store, and serves these.
     *
     * @throws StartRefused if the store has an edge key or a history that no server wrote there, or
     *     records that were made with another key
     */
    static Delivery over(
            Store store,
            ServerKeys keys,
            GatewayMacs macs,
            FeedHub hub,
            SecureRandom random,
            InstantSource clock)
            throws InterruptedException {
        Recovery.requireAuthentic(keys.fingerprintKey(), store.deployment().epochs());
        for (Edge edge : store.edges().all()) {
            keys.load(edge);
            keys.requireOwn(
                    edge.name(), store.records().after(edge.name(), Revision.NONE).records());
        }
        for (KeptGateway kept : store.gateways().all()) {
            macs.authentic(kept).ifPresent(hub::changed);
        }
        LoadTimes loadTimes = new LoadTimes(clock);
        loadTimes.committed(store.deployment().head());
        hub.watch(loadTimes::committed);
        GatewayConfirmations confirmations =
                new GatewayConfirmations(
                        store.deployment().epoch(),
                        hub.roster(),
                        loadTimes,
                        Colleagues.NONE,
                        clock);
        EvidenceInbox evidence = EvidenceInbox.start(new KeepEvidence(store.writer(), random));
        return new Delivery(
                hub.roster(),
                confirmations,
                loadTimes,
                new Feeds(
                        store.records(),
                        hub,
                        confirmations,
                        new NoteReach(store.writer(), macs, random),
                        evidence,
                        store.deployment().head()),
                evidence,
                new ToldEdgeKeys(hub.roster(), Colleagues.NONE));
    }
}
