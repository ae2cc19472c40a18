package dev.keyferry.server.usecase.tunnel;

import dev.keyferry.feed.id.Revision;
import dev.keyferry.server.domain.Account;
import dev.keyferry.server.domain.tunnel.Tunnel;
import dev.keyferry.server.usecase.identity.Identities;
import dev.keyferry.server.usecase.keys.Candidate;
import dev.keyferry.server.usecase.keys.KeySetter;
import dev.keyferry.server.usecase.port.Effect;
import dev.keyferry.server.usecase.port.Effect.KeyGone;
import dev.keyferry.server.usecase.port.Effect.KeySet;
import dev.keyferry.server.usecase.port.Effect.TunnelUpdated;
import dev.keyferry.server.usecase.port.Group;
import dev.keyferry.server.usecase.port.TunnelKey;
import dev.keyferry.server.usecase.refusal.Refusal;
import dev.keyferry.server.usecase.standing.Placement;
import dev.keyferry.server.usecase.tunnel.TunnelUpdate.FormerKeys;
import java.util.ArrayList;
import java.util.List;

/** Gathers what an update does, tunnel by tunnel. Confined to the writer's thread. */
final class UpdateEffects {
    private final KeySetter keys;
    private final Identities identities;
    private final Group group;
    private final Account account;
    private final List<Effect> effects = new ArrayList<>();
    private final List<Tunnel> tunnels = new ArrayList<>();
    private final List<Placement> placements = new ArrayList<>();
    private final List<Placement> ends = new ArrayList<>();
    private final List<Placement> others = new ArrayList<>();
    private Revision head;

    UpdateEffects(KeySetter keys, Identities identities, Group group, Account account) {
        this.keys = keys;
        this.identities = identities;
        this.group = group;
        this.account = account;
        this.head = group.head();
    }

    /**
     * What was done.
     *
     * @param tunnels as they are now, in the order of the request
     * @param placements the keys that came with the update, newly set or there before
     * @param ends the ends of keys on edges to which their tunnels do not belong any more
     * @param others the present keys of tunnels for which none came
     * @param head the newest revision
     */
    record Updated(
            List<Tunnel> tunnels,
            List<Placement> placements,
            List<Placement> ends,
            List<Placement> others,
            Revision head) {}

    List<Effect> all() {
        return effects;
    }

    Updated updated() {
        return new Updated(tunnels, placements, ends, others, head);
    }

    /** What the tunnel would be, with its times as they are; no key is looked at. */
    void show(MergedTunnel merged) {
        tunnels.add(merged.at(merged.before().modifiedOn()));
    }

    /**
     * Changes the tunnel.
     *
     * @throws Refusal.Conflict if its key is a former one, and those are refused
     */
    void apply(MergedTunnel merged, FormerKeys formerKeys) {
        TunnelKey held =
                group.key(account, merged.before().id())
                        .orElseThrow(() -> new IllegalStateException("a tunnel without its row"));
        boolean isNewKey =
                merged.wanted()
                        .key()
                        .filter(key -> merged.isRebound() || !keys.holds(held, key.key()))
                        .isPresent();
        if (isNewKey) {
            setKey(merged, held, merged.wanted().key().orElseThrow().key(), formerKeys);
        } else {
            change(merged);
        }
    }

    private void change(MergedTunnel merged) {
        Tunnel after = merged.isChanged() ? merged.at(group.now()) : merged.before();
        if (merged.isChanged()) {
            put(merged, after);
        }
        tunnels.add(after);
        boolean isSent = merged.wanted().key().isPresent();
        Placement.of(after, merged.wanted().pointer())
                .ifPresent((isSent ? placements : others)::add);
    }

    private void setKey(MergedTunnel merged, TunnelKey held, Candidate key, FormerKeys formerKeys) {
        if (formerKeys == FormerKeys.REFUSED && isFormer(held, key)) {
            throw new Refusal.Conflict(
                    placeOfFormerKey(merged.wanted().pointer()),
                    "The tunnel had this key before, and a former key is not put back unless the"
                            + " header X-Keyferry-Allow-Former-Key is true");
        }
        if (merged.isMoved()) {
            end(held);
        }
        Tunnel changed = merged.at(group.now());
        put(merged, changed);
        KeySet set = keys.anew(group, account, held.of(changed), key, next());
        effects.add(set);
        Tunnel after = changed.with(set.key(group.now()));
        tunnels.add(after);
        Placement.of(after, merged.wanted().pointer()).ifPresent(placements::add);
    }

    // Of many tunnels it does not tell which one: beside a key that is known to be refused, a guess
    // would be judged and nothing changed.
    private static String placeOfFormerKey(String pointer) {
        int end = pointer.lastIndexOf('/');
        return end < 0 ? "/psk" : pointer.substring(0, end);
    }

    private boolean isFormer(TunnelKey held, Candidate key) {
        return !keys.holds(held, key) && group.everHad(held.tunnel(), key.fingerprint());
    }

    /** The edge that the tunnel leaves is told to drop its key. */
    private void end(TunnelKey held) {
        if (held.held().isEmpty()) {
            return;
        }
        KeyGone gone = keys.end(group, account, held, next()).orElseThrow();
        effects.add(gone);
        ends.add(Placement.of(held, gone.key(group.now()), ""));
    }

    private void put(MergedTunnel merged, Tunnel after) {
        effects.add(
                new TunnelUpdated(
                        merged.before(),
                        after,
                        identities.of(
                                account.number(), after.id(), after.parameters().farIdentities())));
    }

    private Revision next() {
        head = head.next();
        return head;
    }
}
