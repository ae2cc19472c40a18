package dev.keyferry.server;

import dev.keyferry.feed.History;
import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.seal.FingerprintKey;
import dev.keyferry.server.domain.RequestId;
import dev.keyferry.server.domain.gateway.Gateway;
import dev.keyferry.server.domain.gateway.KeptGateway;
import dev.keyferry.server.domain.gateway.Reach;
import dev.keyferry.server.domain.rights.Actor;
import dev.keyferry.server.store.Engine;
import dev.keyferry.server.store.RestoredStore;
import dev.keyferry.server.store.founding.Succession.Decided;
import dev.keyferry.server.store.founding.Succession.Epochs;
import dev.keyferry.server.store.rows.AuditRow;
import dev.keyferry.server.store.rows.Head;
import dev.keyferry.server.store.rows.ItemsHash;
import dev.keyferry.server.usecase.gateway.GatewayMacs;
import dev.keyferry.server.usecase.port.Change.Action;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an operator does with a store that was restored from a backup, while no server has its
 * directory. Confined to one thread.
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
     */
    public record Plan(
            History history, Revision head, Optional<Revision> newer, List<Gateway> gateways) {
        public Plan {
            gateways = List.copyOf(gateways);
        }
    }

    /**
     * Says how the store in the directory stands, and changes nothing but the form of its tables.
     *
     * @throws StartRefused if a server runs on the directory, or it is none
     */
    public Plan plan(Path directory) {
        return over(directory, this::plan);
    }

    /**
     * Begins a new epoch, in which the store counts and not what gateways have of the former one.
     *
     * @throws StartRefused if a server runs on the directory, it is none, or there were {@value
     *     History#MAX_FORMER} epochs before
     */
    public Plan preferStore(Path directory) {
        return over(directory, this::begin);
    }

    /** True if a server with this key wrote the epochs as they are. */
    static boolean isAuthentic(FingerprintKey key, Epochs epochs) {
        if (epochs.history().former().isEmpty()) {
            return true;
        }
        byte[] right = mac(key, epochs.history()).toArray();
        return epochs.mac().filter(mac -> MessageDigest.isEqual(right, mac.toArray())).isPresent();
    }

    /**
     * @throws StartRefused if no server with this key wrote the epochs as they are
     */
    static void requireAuthentic(FingerprintKey key, Epochs epochs) {
        if (!isAuthentic(key, epochs)) {
            throw new StartRefused(
                    "the database has a history that no server wrote there",
                    "put the database back from a backup, and find out who can write to it");
        }
    }

    private interface Work {
        Plan on(RestoredStore store, FingerprintKey key);
    }

    private Plan over(Path directory, Work work) {
        if (Files.notExists(directory.resolve("keyferry.db"))) {
            throw new StartRefused(
                    directory + " has no database", "name the directory that serve --data has");
        }
        try (DataDirectory taken = DataDirectory.take(directory, random);
                RestoredStore store = RestoredStore.open(Engine.sqlite(taken.database()))) {
            FingerprintKey key = taken.fingerprintKey();
            requireAuthentic(key, store.epochs());
            return work.on(store, key);
        }
    }

    private Plan plan(RestoredStore store, FingerprintKey key) {
        Head head = store.head();
        return new Plan(
                store.epochs().history(),
                head.revision(),
                head.newer(),
                served(store, key).toList());
    }

    private Plan begin(RestoredStore store, FingerprintKey key) {
        History before = store.epochs().history();
        if (before.former().size() == History.MAX_FORMER) {
            throw new StartRefused(
                    "this deployment had " + History.MAX_FORMER + " epochs before this one",
                    "restore a backup that needs no new epoch");
        }
        List<Epoch> former = new ArrayList<>(before.former());
        former.add(before.epoch());
        History history = new History(Opening.epoch(random), former);
        GatewayMacs macs = macs(key);
        // What the backup says of who read how far is as old as the backup.
        List<KeptGateway> opened =
                served(store, key)
                        .map(gateway -> macs.keep(gateway.reaching(new Reach.Open())))
                        .toList();
        store.begin(
                new Decided(
                        new Epochs(history, Optional.of(mac(key, history))),
                        opened,
                        audit(store.head(), history)));
        return plan(store, key);
    }

    private AuditRow audit(Head head, History history) {
        return new AuditRow(
                head.auditSeq() + 1,
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                Actor.ADMINISTRATOR.text(),
                "recover",
                RequestId.random(random),
                Action.BEGIN_EPOCH.name(),
                "epoch " + history.epoch() + " begun after " + history.former().getLast(),
                ItemsHash.of(history),
                head.auditHash());
    }

    private static Stream<Gateway> served(RestoredStore store, FingerprintKey key) {
        GatewayMacs macs = macs(key);
        return store.gateways().stream()
                .flatMap(kept -> macs.authentic(kept).stream())
                .filter(Gateway::isServed);
    }

    private static GatewayMacs macs(FingerprintKey key) {
        return new GatewayMacs(key, new ForgedGateways());
    }

    private static Bytes mac(FingerprintKey key, History history) {
        return key.ofHistory(
                Stream.concat(history.former().stream(), Stream.of(history.epoch()))
                        .map(Epoch::value)
                        .toList());
    }
}
