package dev.keyferry.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.evidence.Evidence;
import dev.keyferry.feed.evidence.Hint;
import dev.keyferry.feed.evidence.PeerAddress;
import dev.keyferry.feed.evidence.Proof;
import dev.keyferry.feed.evidence.Rejection;
import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.id.PskVersion;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.id.SessionId;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.reauth.ReauthOutcome;
import dev.keyferry.feed.reauth.ReauthOutcome.Kind;
import dev.keyferry.server.TestGateway;
import dev.keyferry.server.domain.Mode;
import dev.keyferry.server.domain.gateway.Reach;
import dev.keyferry.server.domain.reauth.Found;
import dev.keyferry.server.domain.repeat.RememberedRequest;
import dev.keyferry.server.faults.World.TestEdge;
import dev.keyferry.server.usecase.evidence.KeepEvidence;
import dev.keyferry.server.usecase.gateway.NoteReach;
import dev.keyferry.server.usecase.gateway.NoteSilence;
import dev.keyferry.server.usecase.port.Change;
import dev.keyferry.server.usecase.port.Change.Action;
import dev.keyferry.server.usecase.port.Change.Names;
import dev.keyferry.server.usecase.port.Decision;
import dev.keyferry.server.usecase.port.Effect.EvidenceKept;
import dev.keyferry.server.usecase.reauth.Reauthenticate;
import dev.keyferry.server.usecase.upkeep.ForgetRequests;
import dev.keyferry.server.usecase.upkeep.PurgeTombstones;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What gateways have the server write, and what it writes by itself. */
final class ServerScenarios {
    private static final Duration LONG = Duration.ofHours(2);
    private static final PeerAddress PEER =
            new PeerAddress(Bytes.copyOf(new byte[] {(byte) 198, 51, 100, 7}));

    private ServerScenarios() {}

    static List<Scenario> all() {
        return List.of(
                new Scenario(
                        "reauthenticate a router",
                        Action.REAUTHENTICATE,
                        ServerScenarios::reauthenticate),
                new Scenario("note a reader", Action.REACH_GATEWAY, ServerScenarios::reach),
                new Scenario("note a silent gateway", Action.MISS_GATEWAY, ServerScenarios::miss),
                new Scenario(
                        "note a newer history",
                        Action.NOTE_NEWER_HISTORY,
                        ServerScenarios::noteNewer),
                new Scenario("keep evidence", Action.KEEP_EVIDENCE, ServerScenarios::keepEvidence),
                new Scenario("purge tombstones", Action.PURGE_TOMBSTONES, ServerScenarios::purge),
                new Scenario("forget requests", Action.FORGET_REQUESTS, ServerScenarios::forget));
    }

    private static Scenario.Call reauthenticate(World world) throws InterruptedException {
        TestEdge edge = world.edge();
        TunnelId tunnel = world.tunnel(edge.address(), Optional.of(world.key()));
        GatewayName name = world.enrolled(edge);
        TestGateway gateway = world.read(name);
        Revision head = world.store().writer().head();
        gateway.report(head, head, TestGateway.SERVING);
        // Known before it is asked for, so that the call need not wait.
        world.useCases()
                .gateways()
                .orders()
                .of(name)
                .tell(new ReauthOutcome(head.next(), Kind.KEPT));
        return caller -> {
            Reauthenticate.Answer answer =
                    world.useCases()
                            .reauthenticate()
                            .reauthenticate(
                                    caller,
                                    world.account(),
                                    tunnel,
                                    Reauthenticate.Reach.ALL,
                                    Mode.APPLY);
            assertThat(answer.gateways()).containsEntry(name, Found.KEPT);
            return () ->
                    assertThat(world.store().orders().open(edge.name(), head, 10))
                            .extracting(order -> order.tunnel())
                            .containsExactly(tunnel);
        };
    }

    private static Scenario.Call reach(World world) throws InterruptedException {
        GatewayName name = world.enrolled(world.edge());
        return _ -> {
            notes(world).open(name);
            return () -> assertThat(reach(world, name)).isEqualTo(new Reach.Open());
        };
    }

    private static Scenario.Call miss(World world) throws InterruptedException {
        GatewayName name = world.enrolled(world.edge());
        NoteSilence silence =
                new NoteSilence(
                        world.useCases().gateways().read(),
                        world.useCases().gateways().feeds(),
                        world.store().writer(),
                        world.macs(),
                        World.RANDOM,
                        world::now);
        world.read(name).close();
        world.pass(LONG);
        return _ -> {
            silence.note();
            return () -> assertThat(reach(world, name)).isInstanceOf(Reach.Through.class);
        };
    }

    private static Scenario.Call noteNewer(World world) throws InterruptedException {
        GatewayName name = new GatewayName(world.name("gw"));
        Revision read =
                new Revision(
                        world.store()
                                        .records()
                                        .after(EdgeId.DEFAULT, Revision.NONE)
                                        .newer()
                                        .orElse(world.store().writer().head())
                                        .value()
                                + 1);
        return _ -> {
            assertThat(notes(world).newer(name, read)).isTrue();
            return () ->
                    assertThat(world.store().records().after(EdgeId.DEFAULT, Revision.NONE).newer())
                            .get()
                            .matches(newer -> !read.isAfter(newer));
        };
    }

    private static Scenario.Call keepEvidence(World world) throws InterruptedException {
        TestEdge edge = world.edge();
        TunnelId tunnel = world.tunnel(edge.address(), Optional.of(world.key()));
        GatewayName name = world.enrolled(edge);
        Proof proof =
                new Proof(tunnel, PskVersion.FIRST, world.now(), PEER, Proof.Assurance.ASSURED);
        Rejection stranger =
                new Rejection(
                        Bytes.copyOf(world.name("who").getBytes(StandardCharsets.UTF_8)),
                        Optional.empty(),
                        PEER,
                        world.now(),
                        world.now(),
                        1,
                        Hint.UNKNOWN_IDENTITY);
        Evidence evidence =
                new Evidence(
                        new SessionId("5e".repeat(16)),
                        world.store().deployment().epoch(),
                        List.of(proof),
                        List.of(stranger));
        KeepEvidence keeping = new KeepEvidence(world.store().writer(), World.RANDOM);
        return _ -> {
            keeping.keep(List.of(new EvidenceKept(name, evidence)));
            return () -> {
                assertThat(world.store().evidences().of(List.of(tunnel)).get(tunnel))
                        .extractingByKey(name)
                        .extracting(seen -> seen.proof())
                        .isEqualTo(Optional.of(proof));
                assertThat(world.useCases().listAttempts().ofStrangers(Optional.of(PEER)))
                        .extracting(seen -> seen.counted())
                        .contains(stranger);
            };
        };
    }

    private static Scenario.Call purge(World world) throws InterruptedException {
        TunnelId tunnel = world.tunnel();
        world.useCases().removePsk().remove(world.caller(), world.account(), tunnel, Mode.APPLY);
        Revision removed = world.store().writer().head();
        world.pass(PurgeTombstones.KEPT.plusSeconds(1));
        PurgeTombstones purging = new PurgeTombstones(world.store().writer(), World.RANDOM);
        return _ -> {
            purging.purge();
            return () ->
                    assertThat(
                                    world.store()
                                            .records()
                                            .after(EdgeId.DEFAULT, Revision.NONE)
                                            .tombstoneFloor())
                            .matches(floor -> !removed.isAfter(floor));
        };
    }

    private static Scenario.Call forget(World world) throws InterruptedException {
        world.useCases()
                .createTunnels()
                .create(
                        world.caller(),
                        world.account(),
                        List.of(world.newTunnel(world.address(), Optional.empty())),
                        Mode.APPLY,
                        Optional.of(world.mark()));
        world.pass(RememberedRequest.KEPT.plusSeconds(1));
        ForgetRequests forgetting = new ForgetRequests(world.store().writer(), World.RANDOM);
        return _ -> {
            forgetting.forget();
            return () -> assertThat(world.store().writer().preview(question(world))).isFalse();
        };
    }

    /** Whether there are requests that are old enough to be forgotten. */
    private static Change<Boolean> question(World world) {
        return new Change<>(
                world.caller(),
                Action.FORGET_REQUESTS,
                1,
                Names.NOTHING,
                group ->
                        new Decision<>(
                                group.hasRequestsUpTo(group.now().minus(RememberedRequest.KEPT)),
                                List.of(),
                                ""));
    }

    private static NoteReach notes(World world) {
        return new NoteReach(world.store().writer(), world.macs(), World.RANDOM);
    }

    private static Reach reach(World world, GatewayName name) throws InterruptedException {
        return world.useCases().gateways().read().get(name).gateway().reach();
    }
}
