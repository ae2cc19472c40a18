package dev.keyferry.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.record.KeyRecord;
import dev.keyferry.feed.reseal.ResealWork;
import dev.keyferry.feed.reseal.Resealed;
import dev.keyferry.feed.seal.DataKey;
import dev.keyferry.feed.seal.EdgePrivateKey;
import dev.keyferry.server.Deployed;
import dev.keyferry.server.domain.address.IpAddress;
import dev.keyferry.server.domain.edge.Edge;
import dev.keyferry.server.domain.gateway.Gateway;
import dev.keyferry.server.faults.Scenario.Claim;
import dev.keyferry.server.faults.World.TestEdge;
import dev.keyferry.server.usecase.edge.CreateEdge.NewEdge;
import dev.keyferry.server.usecase.gateway.EnrolGateway.Enrolled;
import dev.keyferry.server.usecase.gateway.EnrolGateway.Origin;
import dev.keyferry.server.usecase.gateway.NameGateway.Named;
import dev.keyferry.server.usecase.port.Change.Action;
import dev.keyferry.server.usecase.port.edge.Gateways;
import java.util.List;
import java.util.Optional;

/** Changes of edges and gateways. */
final class EdgeScenarios {
    private EdgeScenarios() {}

    static List<Scenario> all() {
        return List.of(
                new Scenario("create an edge", Action.CREATE_EDGE, EdgeScenarios::create),
                new Scenario("set an edge's key", Action.SET_EDGE_KEY, EdgeScenarios::setKey),
                new Scenario("seal keys anew", Action.RESEAL_KEYS, EdgeScenarios::reseal),
                new Scenario("bind an address", Action.BIND_ADDRESS, EdgeScenarios::bind),
                new Scenario("unbind an address", Action.UNBIND_ADDRESS, EdgeScenarios::unbind),
                new Scenario("name a gateway", Action.NAME_GATEWAY, EdgeScenarios::name),
                new Scenario("enrol a gateway", Action.ENROL_GATEWAY, EdgeScenarios::enrol),
                new Scenario("drain a gateway", Action.DRAIN_GATEWAY, EdgeScenarios::drain),
                new Scenario("resume a gateway", Action.RESUME_GATEWAY, EdgeScenarios::resume),
                new Scenario("revoke a gateway", Action.REVOKE_GATEWAY, EdgeScenarios::revoke));
    }

    /** A tunnel without a key ends at its address, and moves to it. */
    private static Scenario.Call create(World world) throws InterruptedException {
        IpAddress address = world.address();
        TunnelId tunnel = world.tunnel(address, Optional.empty());
        NewEdge wanted =
                new NewEdge(
                        new EdgeId(world.name("edge")),
                        EdgePrivateKey.generate().publicKey(),
                        List.of(address));
        return caller -> {
            Edge answer = world.useCases().edges().create().create(caller, wanted);
            return () -> {
                is(world, answer).check();
                assertThat(
                                world.useCases()
                                        .getTunnel()
                                        .get(world.account(), tunnel)
                                        .tunnel()
                                        .edge())
                        .isEqualTo(wanted.name());
            };
        };
    }

    private static Scenario.Call setKey(World world) throws InterruptedException {
        TestEdge edge = world.edge();
        EdgePrivateKey key = EdgePrivateKey.generate();
        return caller -> {
            Edge answer =
                    world.useCases().edges().setKey().set(caller, edge.name(), key.publicKey());
            assertThat(answer.key().id()).isEqualTo(key.publicKey().id());
            return is(world, answer);
        };
    }

    private static Scenario.Call reseal(World world) throws InterruptedException {
        TestEdge edge = world.edge();
        String psk = world.text();
        TunnelId tunnel = world.tunnel(edge.address(), Optional.of(Deployed.key(psk)));
        EdgePrivateKey key = EdgePrivateKey.generate();
        world.useCases().edges().setKey().set(world.caller(), edge.name(), key.publicKey());
        GatewayName gateway = new GatewayName(world.name("gw"));
        ResealWork work =
                world.useCases()
                        .gateways()
                        .reseal()
                        .exchange(gateway, edge.name(), brought(Revision.NONE, Optional.empty()));
        Resealed brought =
                brought(work.page().after(), Optional.of(sealed(world, edge, work, key)));
        return _ -> {
            ResealWork left =
                    world.useCases().gateways().reseal().exchange(gateway, edge.name(), brought);
            assertThat(left.page().records()).isEmpty();
            return () -> world.assertOpens(edge, key, tunnel, psk);
        };
    }

    private static Scenario.Call bind(World world) throws InterruptedException {
        TestEdge edge = world.edge();
        IpAddress address = world.address();
        assertThat(world.tunnel(address, Optional.empty())).isNotNull();
        return caller ->
                is(world, world.useCases().edges().bind().bind(caller, edge.name(), address));
    }

    private static Scenario.Call unbind(World world) throws InterruptedException {
        TestEdge edge = world.edge();
        assertThat(world.tunnel(edge.address(), Optional.empty())).isNotNull();
        return caller ->
                is(
                        world,
                        world.useCases()
                                .edges()
                                .bind()
                                .unbind(caller, edge.name(), edge.address()));
    }

    private static Scenario.Call name(World world) throws InterruptedException {
        TestEdge edge = world.edge();
        GatewayName name = new GatewayName(world.name("gw"));
        return caller ->
                is(
                        world,
                        world.useCases()
                                .gateways()
                                .name()
                                .name(caller, name, edge.name())
                                .gateway());
    }

    private static Scenario.Call enrol(World world) throws InterruptedException {
        TestEdge edge = world.edge();
        Named named =
                world.useCases()
                        .gateways()
                        .name()
                        .name(world.caller(), new GatewayName(world.name("gw")), edge.name());
        return caller -> {
            Enrolled enrolled =
                    world.useCases()
                            .gateways()
                            .enrol()
                            .enrol(
                                    named.token(),
                                    edge.key().publicKey().id(),
                                    new Origin("192.0.2.1", caller.request()));
            return () ->
                    assertThat(world.useCases().gateways().authenticate().of(enrolled.token()))
                            .contains(enrolled.gateway());
        };
    }

    private static Scenario.Call drain(World world) throws InterruptedException {
        GatewayName name = world.enrolled(world.edge());
        return caller -> is(world, world.useCases().gateways().drain().drain(caller, name));
    }

    private static Scenario.Call resume(World world) throws InterruptedException {
        GatewayName name = world.enrolled(world.edge());
        world.useCases().gateways().drain().drain(world.caller(), name);
        return caller -> is(world, world.useCases().gateways().drain().resume(caller, name));
    }

    /** Its host holds a key, which is exposed from then on. */
    private static Scenario.Call revoke(World world) throws InterruptedException {
        TestEdge edge = world.edge();
        TunnelId tunnel = world.tunnel(edge.address(), Optional.of(world.key()));
        GatewayName name = world.enrolled(edge);
        world.read(name).close();
        return caller -> {
            Gateway answer = world.useCases().gateways().revoke().revoke(caller, name);
            return () -> {
                is(world, answer).check();
                assertThat(world.useCases().gateways().feeds().feed(name)).isEmpty();
                assertThat(
                                world.useCases()
                                        .gateways()
                                        .read()
                                        .exposed(name, new Gateways.Stretch(0, 10))
                                        .tunnels())
                        .extracting(exposed -> exposed.tunnel())
                        .containsExactly(tunnel);
            };
        };
    }

    private static Resealed brought(Revision after, Optional<Resealed.Batch> batch) {
        return new Resealed(List.of(), List.of(), after, batch);
    }

    private static Resealed.Batch sealed(
            World world, TestEdge edge, ResealWork work, EdgePrivateKey to) {
        DataKey fresh = DataKey.fresh(to.publicKey(), edge.name(), work.page().epoch());
        return new Resealed.Batch(
                fresh.sealed(),
                work.page().records().stream()
                        .map(KeyRecord.class::cast)
                        .map(record ->
                                fresh.seal(
                                        record.revision(),
                                        record.binding(),
                                        world.opener(edge)
                                                .open(record, work.page().dataKeys().getFirst()),
                                        world.recordKey(edge)))
                        .toList());
    }

    private static Claim is(World world, Edge edge) {
        return () -> assertThat(world.useCases().edges().read().get(edge.name())).isEqualTo(edge);
    }

    private static Claim is(World world, Gateway gateway) {
        return () ->
                assertThat(world.useCases().gateways().read().get(gateway.name()).gateway())
                        .isEqualTo(gateway);
    }
}
