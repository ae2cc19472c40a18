package dev.keyferry.server.stopped;

import dev.keyferry.feed.History;
import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.seal.FingerprintKey;
import dev.keyferry.server.data.DataDirectory;
import dev.keyferry.server.data.EpochsMac;
import dev.keyferry.server.data.Forged;
import dev.keyferry.server.data.ServerKeys;
import dev.keyferry.server.data.StartRefused;
import dev.keyferry.server.data.StorePlace;
import dev.keyferry.server.domain.edge.Edge;
import dev.keyferry.server.domain.gateway.Gateway;
import dev.keyferry.server.domain.gateway.KeptGateway;
import dev.keyferry.server.domain.gateway.Reach;
import dev.keyferry.server.store.StoppedStore;
import dev.keyferry.server.store.founding.Succession.Decided;
import dev.keyferry.server.store.founding.Succession.Epochs;
import dev.keyferry.server.store.rows.Head;
import dev.keyferry.server.store.rows.audit.AuditEntry;
import dev.keyferry.server.store.rows.audit.AuditItems;
import dev.keyferry.server.store.rows.recall.AdoptedRow.Adopted;
import dev.keyferry.server.usecase.gateway.GatewayMacs;
import dev.keyferry.server.usecase.port.Change.Action;
import dev.keyferry.server.usecase.recall.CacheRefused;
import dev.keyferry.server.usecase.recall.HeldCache;
import dev.keyferry.server.usecase.recall.Recall;
import dev.keyferry.server.usecase.recall.Recalled;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What an operator does with a store that was restored from a backup, while no server is there.
 * Confined to one thread.
 */
public final class Recovery {
    private final SecureRandom random;
    private final InstantSource clock;

    public Recovery(SecureRandom random, InstantSource clock) {
        this.random = random;
        this.clock = clock;
    }

    /**
     * How a store stands.
     *
     * @param newer how far a gateway has read, where that is further than {@code head}
     * @param gateways those that may hold keys, with their edges
     * @param recalled how it differs from what gateways hold; empty where no cache was given
     */
    public record Plan(
            History history,
            Revision head,
            Optional<Revision> newer,
            List<Gateway> gateways,
            Optional<Recalled> recalled) {
        public Plan {
            gateways = List.copyOf(gateways);
        }
    }

    /**
     * Says how the store stands, and changes nothing but the form of its tables.
     *
     * @param caches what gateways hold; may be none
     * @throws StartRefused if a server runs on the directory, or there is no store
     * @throws CacheRefused if a cache is not of this deployment, or was changed
     */
    public Plan plan(StorePlace place, List<HeldCache> caches) {
        return over(place, opened -> plan(opened, compared(opened, caches)));
    }

    /**
     * Begins a new epoch, in which the store counts and not what gateways have of the former one.
     *
     * @throws StartRefused if a server runs on the directory, it is none, or there were {@value
     *     History#MAX_FORMER} epochs before
     */
    public Plan preferStore(StorePlace place) {
        return over(place, opened -> begin(opened, Optional.empty()));
    }

    /**
     * Begins a new epoch, in which the store has what gateways hold that is newer.
     *
     * @return how store and gateways differed; what is adopted there the store has now
     * @throws StartRefused as for {@link #preferStore}
     * @throws CacheRefused if a cache is not of this deployment, or was changed; nothing was
     *     changed then
     */
    public Plan preferGateways(StorePlace place, List<HeldCache> caches) {
        return over(place, opened -> begin(opened, compared(opened, caches)));
    }

    /**
     * Holds the store against the keys beside it.
     *
     * @throws StartRefused if it is of other keys, or has what no server wrote there
     * @throws dev.keyferry.feed.seal.SecretFileUnusable if a key file cannot be read
     */
    public static void requireOwn(DataDirectory directory, StoppedStore store) {
        ServerKeys keys = ServerKeys.of(directory);
        EpochsMac.requireAuthentic(keys.fingerprintKey(), store.epochs());
        for (Edge edge : store.stored().edges()) {
            keys.load(edge);
            keys.requireOwn(edge.name(), store.records(edge.name()));
        }
    }

    /**
     * Takes over which epochs followed the restored store's own in another store, and how far that
     * one came.
     *
     * @param present a later state of the same store, or an earlier one
     * @throws StartRefused if it is neither: its gateways would refuse the restored store
     */
    public static void follow(
            DataDirectory directory, StoppedStore restored, StoppedStore present) {
        List<Epoch> before = restored.epochs().history().all();
        List<Epoch> now = present.epochs().history().all();
        if (!EpochsMac.isAuthentic(directory.fingerprintKey(), present.epochs())) {
            throw new StartRefused(
                    "the store in the directory has a history that no server wrote there",
                    "move keyferry.db away, run the command again, and find out who can write to"
                            + " it");
        }
        int common = Math.min(before.size(), now.size());
        if (!now.subList(0, common).equals(before.subList(0, common))) {
            throw new StartRefused(
                    "the store in the directory came to epoch "
                            + now.getLast()
                            + " on another way than the backup: gateways that followed it would"
                            + " refuse what is restored",
                    "restore a backup that was made of this store; or, if no gateway followed it,"
                            + " move keyferry.db away and run the command again");
        }
        if (now.size() >= before.size()) {
            Head head = present.head();
            restored.follow(present.epochs(), head.newer().orElse(head.revision()));
        }
    }

    /**
     * Begins a new epoch in a store that is not in the directory yet.
     *
     * @param caches what gateways hold; may be none
     */
    public Plan begin(DataDirectory directory, StoppedStore store, List<HeldCache> caches) {
        Opened opened = new Opened(directory, store, directory.fingerprintKey());
        return begin(opened, compared(opened, caches));
    }

    private record Opened(DataDirectory directory, StoppedStore store, FingerprintKey key) {}

    private Plan over(StorePlace place, Function<Opened, Plan> work) {
        try (StoppedServer stopped = StoppedServer.take(place, random)) {
            FingerprintKey key = stopped.directory().fingerprintKey();
            EpochsMac.requireAuthentic(key, stopped.store().epochs());
            return work.apply(new Opened(stopped.directory(), stopped.store(), key));
        }
    }

    private static Optional<Recalled> compared(Opened opened, List<HeldCache> caches) {
        return caches.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Recall(opened.store().stored(), opened.directory()::recordKey)
                                .compare(caches));
    }

    private static Plan plan(Opened opened, Optional<Recalled> recalled) {
        Head head = opened.store().head();
        return new Plan(
                opened.store().epochs().history(),
                head.revision(),
                head.newer(),
                served(opened.store(), opened.key()).toList(),
                recalled);
    }

    private Plan begin(Opened opened, Optional<Recalled> recalled) {
        StoppedStore store = opened.store();
        FingerprintKey key = opened.key();
        History history = next(store.epochs().history());
        GatewayMacs macs = macs(key);
        // What the backup says of who read how far is as old as the backup.
        List<KeptGateway> reopened =
                served(store, key)
                        .map(gateway -> macs.keep(gateway.reaching(new Reach.Open())))
                        .toList();
        Head head = store.head();
        Revision start =
                recalled.map(Recalled::reached)
                        .orElseGet(() -> head.newer().orElse(head.revision()));
        List<Adopted> adopted = recalled.map(r -> Adoption.of(r, start, key)).orElseGet(List::of);
        store.begin(
                new Decided(
                        new Epochs(history, Optional.of(EpochsMac.of(key, history))),
                        reopened,
                        start,
                        adopted,
                        audit(head, history, adopted)));
        return plan(opened, recalled);
    }

    private History next(History before) {
        if (before.former().size() == History.MAX_FORMER) {
            throw new StartRefused(
                    "this deployment had " + History.MAX_FORMER + " epochs before this one",
                    "restore a backup that needs no new epoch");
        }
        return new History(Epoch.random(random), before.all());
    }

    private AuditEntry audit(Head head, History history, List<Adopted> adopted) {
        String outcome = "epoch " + history.epoch() + " begun after " + history.former().getLast();
        return new AuditEntry.End(head.auditSeq(), head.auditHash())
                .next(
                        clock.instant().truncatedTo(ChronoUnit.MICROS),
                        StoppedServer.operator(random),
                        Action.BEGIN_EPOCH,
                        adopted.isEmpty()
                                ? outcome
                                : outcome + " with " + adopted.size() + " records of gateways",
                        Optional.empty(),
                        AuditItems.of(history, adopted));
    }

    private static Stream<Gateway> served(StoppedStore store, FingerprintKey key) {
        GatewayMacs macs = macs(key);
        return store.gateways().stream()
                .flatMap(kept -> macs.authentic(kept).stream())
                .filter(Gateway::isServed);
    }

    private static GatewayMacs macs(FingerprintKey key) {
        return new GatewayMacs(key, Forged.gateways());
    }
}
