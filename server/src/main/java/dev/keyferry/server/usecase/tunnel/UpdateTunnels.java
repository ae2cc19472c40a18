package dev.keyferry.server.usecase.tunnel;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.server.domain.Caller;
import dev.keyferry.server.domain.Mode;
import dev.keyferry.server.domain.Notice;
import dev.keyferry.server.domain.rights.Permission;
import dev.keyferry.server.domain.tunnel.TunnelName;
import dev.keyferry.server.usecase.identity.Identities;
import dev.keyferry.server.usecase.keys.KeyFindings;
import dev.keyferry.server.usecase.keys.KeySetter;
import dev.keyferry.server.usecase.port.Change;
import dev.keyferry.server.usecase.port.Change.Action;
import dev.keyferry.server.usecase.port.Change.Names;
import dev.keyferry.server.usecase.port.Writer;
import dev.keyferry.server.usecase.refusal.Refusal;
import dev.keyferry.server.usecase.standing.Settled;
import dev.keyferry.server.usecase.standing.Standings;
import dev.keyferry.server.usecase.tunnel.TunnelUpdate.FormerKeys;
import dev.keyferry.server.usecase.tunnel.UpdateEffects.Updated;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Changes tunnels of one account, all or none, and waits for the gateways to hold the keys that
 * came with it. Thread-safe.
 */
public final class UpdateTunnels {
    /** Most tunnels of one request. */
    public static final int MAX_TUNNELS = 10_000;

    private final Writer writer;
    private final KeySetter keys;
    private final Identities identities;
    private final Standings standings;
    private final TunnelViews views;

    public UpdateTunnels(
            Writer writer,
            KeySetter keys,
            Identities identities,
            Standings standings,
            TunnelViews views) {
        this.writer = writer;
        this.keys = keys;
        this.identities = identities;
        this.standings = standings;
        this.views = views;
    }

    /**
     * The tunnels as they are now.
     *
     * @param tunnels in the order of the request; where the call validates only, what they would be
     */
    public record Answer(List<TunnelView> tunnels, List<Notice> notices) {
        public Answer {
            tunnels = List.copyOf(tunnels);
            notices = List.copyOf(notices);
        }
    }

    /**
     * Changes the tunnels, or tells whether it could. A dry run does not compare with stored keys.
     *
     * @throws Refusal.Invalid if there are no tunnels or too many, one comes twice, a name is
     *     taken, a key is against the policy, or one is missing that has to be sealed anew
     * @throws Refusal.AccountNotFound if there is no such account
     * @throws Refusal.TunnelNotFound if the account has not one of the tunnels
     * @throws Refusal.Forbidden if the caller may not change one of them so
     * @throws Refusal.Conflict if a key is a former one of its tunnel, and those are refused
     * @throws Refusal.Busy if too many changes wait
     */
    public Answer update(
            Caller caller,
            AccountId account,
            List<TunnelUpdate> updates,
            FormerKeys formerKeys,
            Mode mode)
            throws InterruptedException {
        List<WantedUpdate> wanted = checked(caller, account, updates);
        UpdateDecision decision =
                new UpdateDecision(keys, identities, caller, wanted, formerKeys, mode);
        Change<Updated> change =
                new Change<>(
                        caller,
                        Action.UPDATE_TUNNELS,
                        wanted.size(),
                        Names.ofWhole(account, ids(updates), names(updates)),
                        group -> decision.decide(group, account));
        List<Notice> findings =
                KeyFindings.of(wanted.stream().flatMap(w -> w.key().stream()).toList());
        return switch (mode) {
            case VALIDATE_ONLY -> new Answer(views.of(writer.preview(change).tunnels()), findings);
            case APPLY -> apply(account, change, findings);
        };
    }

    private Answer apply(AccountId account, Change<Updated> change, List<Notice> findings)
            throws InterruptedException {
        Updated updated = writer.write(change);
        List<Notice> notices = new ArrayList<>(findings);
        Settled settled = standings.settle(account, updated.placements(), updated.head());
        notices.addAll(settled.notices());
        notices.addAll(standings.settleEnd(updated.ends()));
        Settled others = standings.look(account, updated.others(), updated.head());
        return new Answer(
                views.of(
                        updated.tunnels(), key -> settled.status(key).or(() -> others.status(key))),
                notices);
    }

    private List<WantedUpdate> checked(
            Caller caller, AccountId account, List<TunnelUpdate> updates) {
        if (updates.isEmpty() || updates.size() > MAX_TUNNELS) {
            throw new Refusal.Invalid("", "there must be 1 to " + MAX_TUNNELS + " tunnels");
        }
        Set<TunnelId> seen = HashSet.newHashSet(updates.size());
        List<WantedUpdate> wanted = new ArrayList<>(updates.size());
        for (TunnelUpdate update : updates) {
            require(caller, Permission.MAGIC_WAN_WRITE, account, update);
            if (!seen.add(update.tunnel())) {
                throw new Refusal.Invalid(update.pointer() + "/id", "an id comes twice");
            }
            if (update.key().isPresent()) {
                require(caller, Permission.PSK_SET, account, update);
            }
            wanted.add(
                    new WantedUpdate(
                            update,
                            update.key()
                                    .map(sent -> keys.required(account, update.pointer(), sent))));
        }
        return wanted;
    }

    private static void require(
            Caller caller, Permission permission, AccountId account, TunnelUpdate update) {
        if (!caller.rights().allow(permission, account, update.tunnel())) {
            throw new Refusal.Forbidden();
        }
    }

    private static List<TunnelId> ids(List<TunnelUpdate> updates) {
        return updates.stream().map(TunnelUpdate::tunnel).toList();
    }

    private static List<TunnelName> names(List<TunnelUpdate> updates) {
        return updates.stream().flatMap(update -> update.edit().name().given().stream()).toList();
    }
}
