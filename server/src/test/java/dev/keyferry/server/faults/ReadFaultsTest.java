package dev.keyferry.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.enrol.GatewayToken;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.server.Deployed;
import dev.keyferry.server.domain.Mode;
import dev.keyferry.server.domain.audit.AuditQuery;
import dev.keyferry.server.domain.rights.Rights;
import dev.keyferry.server.domain.tunnel.edit.TunnelEdits;
import dev.keyferry.server.faults.World.TestEdge;
import dev.keyferry.server.store.EachEngine;
import dev.keyferry.server.store.Faults;
import dev.keyferry.server.store.Faults.Fault;
import dev.keyferry.server.store.Faults.Lasting;
import dev.keyferry.server.usecase.UseCases;
import dev.keyferry.server.usecase.port.StoreUnavailable;
import dev.keyferry.server.usecase.port.edge.Gateways;
import dev.keyferry.server.usecase.token.IssuedToken;
import dev.keyferry.server.usecase.tunnel.TunnelUpdate;
import dev.keyferry.server.usecase.tunnel.TunnelUpdate.FormerKeys;
import dev.keyferry.server.usecase.tunnel.TunnelView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What is read, with a fault at every single call to the database: a store that cannot be read is
 * never taken for one in which there is nothing.
 */
class ReadFaultsTest extends EachEngine {
    private static final int MOST_STEPS = 100;

    private final Faults faults = new Faults();

    private interface Reading {
        Object read() throws InterruptedException;
    }

    @Test
    void answersRightOrNotAtAllWhereverTheDatabaseFails() throws Exception {
        try (World world = new World(directory(), failingBy(faults));
                Tables tables = new Tables(database())) {
            Map<String, Reading> readings = new LinkedHashMap<>();
            addOperators(world, readings);
            addTunnels(world, readings);
            addGateways(world, readings);
            var before = tables.contents();
            for (var reading : readings.entrySet()) {
                int count = 0;
                for (Fault fault : Fault.values()) {
                    for (Lasting lasting : Lasting.values()) {
                        count += failEach(reading.getKey(), reading.getValue(), fault, lasting);
                    }
                }
                assertThat(count).as(reading.getKey()).isGreaterThan(0);
            }
            assertThat(tables.contents()).isEqualTo(before);
        }
    }

    /** Returns how many faults there were. */
    private int failEach(String name, Reading reading, Fault fault, Lasting lasting)
            throws InterruptedException {
        Object right = reading.read();
        for (int n = 1; n < MOST_STEPS; n++) {
            faults.arm(n, fault, lasting);
            try {
                // The end of a transaction is nothing to who has read all.
                if (isRead(reading, right, name)) {
                    assertThat(faults.failed()).as(name).isIn("", "rollback");
                }
            } finally {
                faults.disarm();
            }
            if (faults.failed().isEmpty()) {
                return n - 1;
            }
        }
        throw new AssertionError("nothing is read in so many steps");
    }

    private static boolean isRead(Reading reading, Object right, String name)
            throws InterruptedException {
        try {
            assertThat(reading.read()).as(name).isEqualTo(right);
            return true;
        } catch (StoreUnavailable e) {
            assertThat(e).as(name).hasMessageContaining("the store cannot be read");
            return false;
        }
    }

    private static void addOperators(World world, Map<String, Reading> readings)
            throws InterruptedException {
        UseCases useCases = world.useCases();
        var owner = Optional.of(world.account());
        IssuedToken token = AccountScenarios.token(world, owner);
        var query =
                new AuditQuery(
                        owner,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        AuditQuery.Order.NEWEST_FIRST);
        var stretch = new AuditQuery.Stretch(0, 10);
        var caller = world.caller();
        world.useCases()
                .tokens()
                .roll()
                .roll(caller, owner, AccountScenarios.token(world, owner).token().id());
        readings.put("token", () -> AccountScenarios.authenticate(world, token.value()).actor());
        readings.put("accounts", () -> useCases.listAccounts().list(Rights.ALL));
        readings.put("account", () -> useCases.getAccount().get(world.account()));
        readings.put("tokens", () -> useCases.tokens().read().list(owner));
        readings.put("one token", () -> useCases.tokens().read().get(owner, token.token().id()));
        readings.put("audit", () -> useCases.readAudit().list(query, stretch));
        readings.put(
                "items of the audit",
                () -> useCases.readAudit().items(owner, caller.request(), stretch));
        readings.put("head of the audit", () -> world.store().audit().head());
        readings.put(
                "measures",
                () -> {
                    world.pass(Duration.ofMinutes(1));
                    return useCases.measure().measure().tunnels();
                });
    }

    private static void addTunnels(World world, Map<String, Reading> readings)
            throws InterruptedException {
        UseCases useCases = world.useCases();
        TunnelId tunnel = world.tunnel();
        var account = world.account();
        var entries = List.of(Deployed.entry(tunnel, world.text()));
        var wanted = List.of(world.newTunnel(world.address(), Optional.empty(), world.router()));
        var update =
                new TunnelUpdate(
                        "", tunnel, TunnelEdits.explicit(world.router()), Optional.of(world.key()));
        readings.put("tunnel", () -> useCases.getTunnel().get(account, tunnel));
        readings.put("tunnels", () -> all(useCases.listTunnels().list(Rights.ALL, account)));
        readings.put(
                "keys tried out",
                () ->
                        useCases.setPsks()
                                .set(world.caller(), account, entries, Mode.VALIDATE_ONLY)
                                .unapplied());
        readings.put(
                "tunnels tried out",
                () ->
                        useCases.createTunnels()
                                .create(
                                        world.caller(),
                                        account,
                                        wanted,
                                        Mode.VALIDATE_ONLY,
                                        Optional.empty())
                                .notices());
        readings.put(
                "changes tried out",
                () ->
                        useCases.updateTunnels()
                                .update(
                                        world.caller(),
                                        account,
                                        List.of(update),
                                        FormerKeys.REFUSED,
                                        Mode.VALIDATE_ONLY)
                                .notices());
        readings.put(
                "attempts",
                () ->
                        useCases.listAttempts()
                                .ofAccount(
                                        Rights.ALL, account, Optional.empty(), Optional.empty()));
        readings.put("strangers", () -> useCases.listAttempts().ofStrangers(Optional.empty()));
    }

    private static void addGateways(World world, Map<String, Reading> readings)
            throws InterruptedException {
        UseCases useCases = world.useCases();
        TestEdge edge = world.edge();
        GatewayName gateway = world.enrolled(edge);
        var edges = useCases.edges().read();
        var gateways = useCases.gateways().read();
        GatewayToken unknown = GatewayToken.random(World.RANDOM);
        readings.put("edges", edges::list);
        readings.put("edge", () -> edges.get(edge.name()));
        readings.put("use of an edge", () -> edges.shown(List.of(edges.get(edge.name()))));
        readings.put("gateways", gateways::list);
        readings.put("gateway", () -> gateways.get(gateway));
        readings.put("exposed keys", () -> gateways.exposed(gateway, new Gateways.Stretch(0, 10)));
        readings.put("gateway's token", () -> useCases.gateways().authenticate().of(unknown));
        readings.put("feed", () -> world.store().records().after(EdgeId.DEFAULT, Revision.NONE));
        readings.put("orders", () -> world.store().orders().open(edge.name(), Revision.NONE, 10));
    }

    private static List<TunnelView> all(Iterable<TunnelView> some) {
        List<TunnelView> all = new ArrayList<>();
        some.forEach(all::add);
        return all;
    }
}
