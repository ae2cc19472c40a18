package dev.keyferry.server.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.identity.IkeIdentity;
import dev.keyferry.server.Deployed;
import dev.keyferry.server.domain.Caller;
import dev.keyferry.server.domain.Mode;
import dev.keyferry.server.domain.repeat.RequestMark;
import dev.keyferry.server.domain.tunnel.Tunnel;
import dev.keyferry.server.domain.tunnel.edit.TunnelEdits;
import dev.keyferry.server.faults.Scenario.Claim;
import dev.keyferry.server.faults.World.TestEdge;
import dev.keyferry.server.usecase.PskEntry;
import dev.keyferry.server.usecase.SetPsks;
import dev.keyferry.server.usecase.port.Change.Action;
import dev.keyferry.server.usecase.refusal.Refusal;
import dev.keyferry.server.usecase.tunnel.CreateTunnels;
import dev.keyferry.server.usecase.tunnel.CreateTunnels.NewTunnel;
import dev.keyferry.server.usecase.tunnel.TunnelUpdate;
import dev.keyferry.server.usecase.tunnel.TunnelUpdate.FormerKeys;
import dev.keyferry.server.usecase.tunnel.UpdateTunnels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Changes of tunnels and their keys. */
final class TunnelScenarios {
    private TunnelScenarios() {}

    static List<Scenario> all() {
        return List.of(
                new Scenario("create tunnels", Action.CREATE_TUNNELS, TunnelScenarios::create),
                new Scenario("repeat a creation", Action.CREATE_TUNNELS, TunnelScenarios::repeat),
                new Scenario("change tunnels", Action.UPDATE_TUNNELS, TunnelScenarios::update),
                new Scenario("move a tunnel", Action.UPDATE_TUNNELS, TunnelScenarios::move),
                new Scenario("delete a tunnel", Action.DELETE_TUNNEL, TunnelScenarios::delete),
                new Scenario("set keys", Action.SET_PSKS, TunnelScenarios::set),
                new Scenario("set keys by a token", Action.SET_PSKS, TunnelScenarios::setByToken),
                new Scenario("generate a key", Action.GENERATE_PSK, TunnelScenarios::generate),
                new Scenario("remove a key", Action.REMOVE_PSK, TunnelScenarios::remove));
    }

    private static Scenario.Call create(World world) {
        String key = world.text();
        List<NewTunnel> wanted =
                List.of(
                        world.newTunnel(
                                world.address(), Optional.of(Deployed.key(key)), world.router()),
                        world.newTunnel(world.address(), Optional.empty()));
        RequestMark mark = world.mark();
        return caller -> {
            CreateTunnels.Answer answer = create(world, caller, wanted, mark);
            return () -> {
                for (var view : answer.tunnels()) {
                    assertIs(world, view.tunnel());
                }
                world.assertOpens(answer.tunnels().getFirst().tunnel().id(), key);
            };
        };
    }

    private static Scenario.Call repeat(World world) throws InterruptedException {
        List<NewTunnel> wanted =
                List.of(world.newTunnel(world.address(), Optional.of(world.key())));
        RequestMark mark = world.mark();
        Tunnel first = create(world, world.caller(), wanted, mark).tunnels().getFirst().tunnel();
        return caller -> {
            CreateTunnels.Answer again = create(world, caller, wanted, mark);
            return () -> assertThat(again.tunnels().getFirst().tunnel().id()).isEqualTo(first.id());
        };
    }

    private static Scenario.Call update(World world) throws InterruptedException {
        TunnelId renamed = world.tunnel();
        TunnelId keyed = world.tunnel();
        String key = world.text();
        IkeIdentity router = world.router();
        List<TunnelUpdate> updates =
                List.of(
                        new TunnelUpdate(
                                "",
                                renamed,
                                TunnelEdits.name(world.name("renamed")),
                                Optional.empty()),
                        new TunnelUpdate(
                                "",
                                keyed,
                                TunnelEdits.explicit(router),
                                Optional.of(Deployed.key(key))));
        return caller -> {
            UpdateTunnels.Answer answer = update(world, caller, updates);
            return () -> {
                for (var view : answer.tunnels()) {
                    assertIs(world, view.tunnel());
                }
                world.assertOpens(keyed, key);
            };
        };
    }

    /** Its key ends on one edge and begins on another. */
    private static Scenario.Call move(World world) throws InterruptedException {
        TestEdge there = world.edge();
        TunnelId tunnel = world.tunnel();
        String key = world.text();
        TunnelUpdate update =
                new TunnelUpdate(
                        "",
                        tunnel,
                        TunnelEdits.cloudflareEndpoint(there.address().value()),
                        Optional.of(Deployed.key(key)));
        return caller -> {
            UpdateTunnels.Answer answer = update(world, caller, List.of(update));
            return () -> {
                assertIs(world, answer.tunnels().getFirst().tunnel());
                world.assertOpens(there, there.key(), tunnel, key);
                world.assertHasNone(EdgeId.DEFAULT, tunnel);
            };
        };
    }

    private static Scenario.Call delete(World world) throws InterruptedException {
        TunnelId tunnel = world.tunnel();
        return caller -> {
            var answer =
                    world.useCases()
                            .deleteTunnel()
                            .delete(caller, world.account(), tunnel, Mode.APPLY);
            assertThat(answer.tunnel().tunnel().id()).isEqualTo(tunnel);
            return () -> {
                assertThatThrownBy(() -> world.useCases().getTunnel().get(world.account(), tunnel))
                        .isInstanceOf(Refusal.TunnelNotFound.class);
                world.assertHasNone(EdgeId.DEFAULT, tunnel);
            };
        };
    }

    private static Scenario.Call set(World world) throws InterruptedException {
        List<PskEntry> entries = entries(world);
        return caller -> set(world, caller, entries);
    }

    /** The decision looks up whether the token is still good. */
    private static Scenario.Call setByToken(World world) throws InterruptedException {
        List<PskEntry> entries = entries(world);
        Caller holder = AccountScenarios.holder(world);
        return caller ->
                set(
                        world,
                        new Caller(
                                holder.actor(),
                                holder.rights(),
                                holder.source(),
                                caller.request(),
                                holder.tokenMac()),
                        entries);
    }

    private static Scenario.Call generate(World world) throws InterruptedException {
        TunnelId tunnel = world.tunnel();
        RequestMark mark = world.mark();
        return caller -> {
            var answer =
                    world.useCases()
                            .generatePsk()
                            .generate(
                                    caller, world.account(), tunnel, Mode.APPLY, Optional.of(mark));
            byte[] psk = answer.psk().orElseThrow().reveal();
            return () -> world.assertOpens(tunnel, new String(psk, StandardCharsets.US_ASCII));
        };
    }

    private static Scenario.Call remove(World world) throws InterruptedException {
        TunnelId tunnel = world.tunnel();
        return caller -> {
            var answer =
                    world.useCases()
                            .removePsk()
                            .remove(caller, world.account(), tunnel, Mode.APPLY);
            assertThat(answer.isRemoved()).isTrue();
            return () -> world.assertHasNone(EdgeId.DEFAULT, tunnel);
        };
    }

    /** Two keys, one for a tunnel that had none, and one that is refused. */
    private static List<PskEntry> entries(World world) throws InterruptedException {
        TunnelId bare = world.tunnel(world.address(), Optional.empty());
        return List.of(
                Deployed.entry(world.tunnel(), world.text()),
                Deployed.entry(bare, world.text()),
                Deployed.entry(new TunnelId("0".repeat(TunnelId.DIGITS)), world.text()));
    }

    private static Claim set(World world, Caller caller, List<PskEntry> entries)
            throws InterruptedException {
        SetPsks.Answer answer =
                world.useCases().setPsks().set(caller, world.account(), entries, Mode.APPLY);
        assertThat(answer.unapplied()).containsOnlyKeys(entries.getLast().id());
        List<Claim> claims = new ArrayList<>();
        answer.applied()
                .forEach((id, applied) ->
                        claims.add(() ->
                                world.assertOpens(
                                        new TunnelId(id),
                                        new String(
                                                applied.psk().reveal(),
                                                StandardCharsets.US_ASCII))));
        assertThat(claims).hasSize(entries.size() - 1);
        return () -> {
            for (Claim claim : claims) {
                claim.check();
            }
        };
    }

    private static CreateTunnels.Answer create(
            World world, Caller caller, List<NewTunnel> wanted, RequestMark mark)
            throws InterruptedException {
        return world.useCases()
                .createTunnels()
                .create(caller, world.account(), wanted, Mode.APPLY, Optional.of(mark));
    }

    private static UpdateTunnels.Answer update(
            World world, Caller caller, List<TunnelUpdate> updates) throws InterruptedException {
        return world.useCases()
                .updateTunnels()
                .update(caller, world.account(), updates, FormerKeys.REFUSED, Mode.APPLY);
    }

    private static void assertIs(World world, Tunnel tunnel) throws InterruptedException {
        assertThat(world.useCases().getTunnel().get(world.account(), tunnel.id()).tunnel())
                .isEqualTo(tunnel);
    }
}
