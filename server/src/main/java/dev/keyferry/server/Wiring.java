package dev.keyferry.server;

import dev.keyferry.server.store.SqliteStore;
import dev.keyferry.server.usecase.Authenticate;
import dev.keyferry.server.usecase.CreateAccount;
import dev.keyferry.server.usecase.CreateTunnels;
import dev.keyferry.server.usecase.DeleteTunnel;
import dev.keyferry.server.usecase.GeneratePsk;
import dev.keyferry.server.usecase.GetAccount;
import dev.keyferry.server.usecase.GetTunnel;
import dev.keyferry.server.usecase.ListAccounts;
import dev.keyferry.server.usecase.ListTunnels;
import dev.keyferry.server.usecase.Refusal;
import dev.keyferry.server.usecase.SetPsks;
import dev.keyferry.server.usecase.TunnelViews;
import dev.keyferry.server.usecase.UseCases;
import dev.keyferry.server.usecase.keys.DataKeys;
import dev.keyferry.server.usecase.keys.KeySetter;
import dev.keyferry.server.usecase.keys.Sealer;
import dev.keyferry.server.usecase.port.Accounts;
import dev.keyferry.server.usecase.port.Confirmations;
import dev.keyferry.server.usecase.port.StoreUnavailable;
import dev.keyferry.server.usecase.port.Tunnels;
import dev.keyferry.server.usecase.port.Writer;
import dev.keyferry.server.usecase.standing.Standings;
import dev.keyferry.server.usecase.upkeep.PurgeTombstones;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The use cases over a store, and what runs beside them. */
final class Wiring {
    private static final Logger log = LoggerFactory.getLogger(Wiring.class);
    private static final Duration BETWEEN_PURGES = Duration.ofHours(1);

    private final UseCases useCases;
    private final DataKeys dataKeys;
    private final Thread upkeep;

    Wiring(
            SqliteStore store,
            ServerKeys keys,
            Confirmations confirmations,
            SecureRandom random,
            InstantSource clock) {
        Writer writer = store.writer();
        Accounts accounts = store.accounts();
        Tunnels tunnels = store.tunnels();
        dataKeys = new DataKeys(keys, store.deployment().epoch());
        Sealer sealer = new Sealer(dataKeys, keys, store.deployment().domain());
        KeySetter setter = new KeySetter(keys.fingerprintKey(), sealer);
        Standings standings = new Standings(confirmations, tunnels, writer, clock);
        TunnelViews views = new TunnelViews(store.deployment().domain(), standings);
        GetTunnel getTunnel = new GetTunnel(accounts, tunnels, views);
        SetPsks setPsks = new SetPsks(writer, setter, standings);
        useCases =
                new UseCases(
                        new Authenticate(store.tokens()),
                        new CreateAccount(writer, random),
                        new ListAccounts(accounts),
                        new GetAccount(accounts),
                        new CreateTunnels(writer, setter, standings, views, random),
                        new ListTunnels(accounts, tunnels, views),
                        getTunnel,
                        new DeleteTunnel(getTunnel, writer, setter, standings),
                        setPsks,
                        new GeneratePsk(getTunnel, setPsks, random));
        PurgeTombstones purge = new PurgeTombstones(writer, random);
        upkeep = Thread.ofVirtual().name("upkeep").start(() -> keepOrder(purge));
    }

    UseCases useCases() {
        return useCases;
    }

    void close() {
        upkeep.interrupt();
        dataKeys.close();
    }

    private static void purge(PurgeTombstones purge) throws InterruptedException {
        try {
            purge.purge();
        } catch (StoreUnavailable | Refusal e) {
            log.atWarn().setCause(e).log("old tombstones stay until the next try");
        }
    }

    private static void keepOrder(PurgeTombstones purge) {
        try {
            while (true) {
                Thread.sleep(BETWEEN_PURGES);
                purge(purge);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
