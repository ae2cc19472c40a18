package dev.keyferry.server.usecase.tunnel;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.server.domain.Account;
import dev.keyferry.server.domain.Caller;
import dev.keyferry.server.domain.Mode;
import dev.keyferry.server.domain.Notice;
import dev.keyferry.server.usecase.keys.KeySetter;
import dev.keyferry.server.usecase.port.Change;
import dev.keyferry.server.usecase.port.Change.Action;
import dev.keyferry.server.usecase.port.Change.Names;
import dev.keyferry.server.usecase.port.Decision;
import dev.keyferry.server.usecase.port.Effect;
import dev.keyferry.server.usecase.port.Effect.KeyGone;
import dev.keyferry.server.usecase.port.Effect.TunnelDeleted;
import dev.keyferry.server.usecase.port.Group;
import dev.keyferry.server.usecase.port.TunnelKey;
import dev.keyferry.server.usecase.port.Writer;
import dev.keyferry.server.usecase.refusal.Refusal;
import dev.keyferry.server.usecase.standing.Placement;
import dev.keyferry.server.usecase.standing.Standings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Deletes a tunnel and its key, and waits for the gateways to drop it. Thread-safe. */
public final class DeleteTunnel {
    private final GetTunnel getTunnel;
    private final Writer writer;
    private final KeySetter keys;
    private final Standings standings;

    public DeleteTunnel(GetTunnel getTunnel, Writer writer, KeySetter keys, Standings standings) {
        this.getTunnel = getTunnel;
        this.writer = writer;
        this.keys = keys;
        this.standings = standings;
    }

    /**
     * What is no more.
     *
     * @param tunnel as it was before
     */
    public record Answer(TunnelView tunnel, List<Notice> notices) {
        public Answer {
            notices = List.copyOf(notices);
        }
    }

    /**
     * Deletes the tunnel, or tells whether it could.
     *
     * @throws Refusal.AccountNotFound if there is no such account
     * @throws Refusal.TunnelNotFound if the account has no such tunnel
     * @throws Refusal.Busy if too many changes wait
     */
    public Answer delete(Caller caller, AccountId account, TunnelId tunnel, Mode mode)
            throws InterruptedException {
        TunnelView before = getTunnel.get(account, tunnel);
        return switch (mode) {
            case VALIDATE_ONLY -> new Answer(before, List.of());
            case APPLY -> new Answer(before, delete(caller, account, tunnel));
        };
    }

    private List<Notice> delete(Caller caller, AccountId account, TunnelId tunnel)
            throws InterruptedException {
        Change<List<Placement>> change =
                new Change<>(
                        caller,
                        Action.DELETE_TUNNEL,
                        1,
                        Names.of(account, List.of(tunnel)),
                        group -> decide(group, account, tunnel));
        return standings.settleEnd(writer.write(change));
    }

    private Decision<List<Placement>> decide(Group group, AccountId id, TunnelId tunnel) {
        Account account = group.account(id).orElseThrow(Refusal.AccountNotFound::new);
        TunnelKey key = group.key(account, tunnel).orElseThrow(Refusal.TunnelNotFound::new);
        Optional<KeyGone> gone = keys.end(group, account, key, group.head().next());
        List<Effect> effects = new ArrayList<>(gone.stream().toList());
        effects.add(new TunnelDeleted(account, tunnel));
        List<Placement> ends =
                gone.map(g -> Placement.of(key, g.key(group.now()), "")).stream().toList();
        return new Decision<>(ends, effects, "deleted");
    }
}
