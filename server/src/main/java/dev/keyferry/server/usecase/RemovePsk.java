package dev.keyferry.server.usecase;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.PskVersion;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.server.domain.Account;
import dev.keyferry.server.domain.Caller;
import dev.keyferry.server.domain.Mode;
import dev.keyferry.server.domain.Notice;
import dev.keyferry.server.domain.tunnel.Tunnel;
import dev.keyferry.server.usecase.keys.KeySetter;
import dev.keyferry.server.usecase.port.Change;
import dev.keyferry.server.usecase.port.Change.Action;
import dev.keyferry.server.usecase.port.Change.Names;
import dev.keyferry.server.usecase.port.Decision;
import dev.keyferry.server.usecase.port.Effect;
import dev.keyferry.server.usecase.port.Effect.KeyGone;
import dev.keyferry.server.usecase.port.Group;
import dev.keyferry.server.usecase.port.TunnelKey;
import dev.keyferry.server.usecase.port.Writer;
import dev.keyferry.server.usecase.refusal.Refusal;
import dev.keyferry.server.usecase.standing.Placement;
import dev.keyferry.server.usecase.standing.Standings;
import dev.keyferry.server.usecase.tunnel.GetTunnel;
import java.util.List;
import java.util.Optional;

/**
 * Takes a tunnel's key away, and waits until the gateways have dropped it and ended what it had let
 * in. The tunnel stays. Thread-safe.
 */
public final class RemovePsk {
    private final GetTunnel getTunnel;
    private final Writer writer;
    private final KeySetter keys;
    private final Standings standings;

    public RemovePsk(GetTunnel getTunnel, Writer writer, KeySetter keys, Standings standings) {
        this.getTunnel = getTunnel;
        this.writer = writer;
        this.keys = keys;
        this.standings = standings;
    }

    /**
     * What became of the key.
     *
     * @param isRemoved false if the tunnel had none, or nothing was to be done
     * @param end the version that stands for the end of its last key; empty if there never was one,
     *     if that was so long ago that no gateway needs to hear of it, or if nothing was to be done
     */
    public record Answer(
            TunnelId tunnel, boolean isRemoved, Optional<PskVersion> end, List<Notice> notices) {
        public Answer {
            notices = List.copyOf(notices);
        }
    }

    private record Removal(boolean isRemoved, Optional<Placement> end) {}

    /**
     * Removes the key, or tells whether it could. Where it was removed before, gateways that did
     * not drop it then are waited for once more.
     *
     * @throws Refusal.AccountNotFound if there is no such account
     * @throws Refusal.TunnelNotFound if the account has no such tunnel
     * @throws Refusal.Busy if too many changes wait
     */
    public Answer remove(Caller caller, AccountId account, TunnelId tunnel, Mode mode)
            throws InterruptedException {
        return switch (mode) {
            case VALIDATE_ONLY -> {
                getTunnel.get(account, tunnel);
                yield new Answer(tunnel, false, Optional.empty(), List.of());
            }
            case APPLY -> remove(caller, account, tunnel);
        };
    }

    private Answer remove(Caller caller, AccountId account, TunnelId tunnel)
            throws InterruptedException {
        Removal removal =
                writer.write(
                        new Change<>(
                                caller,
                                Action.REMOVE_PSK,
                                1,
                                Names.of(account, List.of(tunnel)),
                                group -> decide(group, account, tunnel)));
        List<Placement> ends = removal.end().stream().toList();
        return new Answer(
                tunnel,
                removal.isRemoved(),
                removal.end().map(end -> end.key().version()),
                standings.settleEnd(ends));
    }

    private Decision<Removal> decide(Group group, AccountId id, TunnelId tunnel) {
        Account account = group.account(id).orElseThrow(Refusal.AccountNotFound::new);
        TunnelKey key = group.key(account, tunnel).orElseThrow(Refusal.TunnelNotFound::new);
        Optional<KeyGone> gone = keys.end(group, account, key, group.head().next());
        Optional<Tunnel.Key> end = gone.map(g -> g.key(group.now())).or(key::ended);
        return new Decision<>(
                new Removal(gone.isPresent(), end.map(last -> Placement.of(key, last, ""))),
                gone.map(List::<Effect>of).orElse(List.of()),
                gone.isPresent() ? "key removed" : "no key to remove");
    }
}
