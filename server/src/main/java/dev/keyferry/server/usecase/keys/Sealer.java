package dev.keyferry.server.usecase.keys;

import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.record.KeyBinding;
import dev.keyferry.feed.record.KeyRecord;
import dev.keyferry.feed.seal.DataKey;
import dev.keyferry.feed.seal.Fingerprint;
import dev.keyferry.feed.seal.Psk;
import dev.keyferry.server.domain.Account;
import dev.keyferry.server.usecase.identity.Identities;
import dev.keyferry.server.usecase.port.Effect.KeyGone;
import dev.keyferry.server.usecase.port.Effect.KeySet;
import dev.keyferry.server.usecase.port.Group;
import dev.keyferry.server.usecase.port.TunnelKey;
import dev.keyferry.server.usecase.port.edge.EdgeKeys;
import dev.keyferry.server.usecase.refusal.Refusal;
import java.util.HashMap;
import java.util.Map;

/**
 * Makes records. All keys that one group sets on one edge share a data key, which is forgotten when
 * the next group comes. Confined to the writer's thread.
 */
public final class Sealer {
    private static final long NO_GROUP = -1;

    private final DataKeys fresh;
    private final EdgeKeys edgeKeys;
    private final Identities identities;
    private final Map<EdgeId, DataKey> ofGroup = new HashMap<>();
    private long serial = NO_GROUP;

    public Sealer(DataKeys fresh, EdgeKeys edgeKeys, Identities identities) {
        this.fresh = fresh;
        this.edgeKeys = edgeKeys;
        this.identities = identities;
    }

    /** The record of the tunnel's next version. */
    public KeySet set(
            Group group,
            Account account,
            TunnelKey tunnel,
            Revision revision,
            Psk psk,
            Fingerprint fingerprint) {
        DataKey dataKey = dataKey(group, tunnel.edge());
        KeyRecord record =
                dataKey.seal(
                        revision,
                        next(group, account, tunnel),
                        psk,
                        edgeKeys.recordKey(tunnel.edge()));
        return new KeySet(record, dataKey.sealed(), fingerprint);
    }

    /** The record that says that the tunnel's key is no more. */
    public KeyGone gone(Group group, Account account, TunnelKey tunnel, Revision revision) {
        KeyBinding binding = next(group, account, tunnel);
        return new KeyGone(edgeKeys.recordKey(tunnel.edge()).gone(revision, binding));
    }

    // A version that a gateway may have with another key must not be given again.
    private KeyBinding next(Group group, Account account, TunnelKey tunnel) {
        if (group.newer().isPresent()) {
            throw new Refusal.Conflict(
                    "A gateway has read further than this database goes, so it is an older backup:"
                            + " no key is set or removed before an operator decides by keyferry"
                            + " recover");
        }
        return new KeyBinding(
                group.epoch(),
                tunnel.edge(),
                account.id(),
                account.number(),
                tunnel.tunnel(),
                tunnel.next(),
                identities.of(account.number(), tunnel.tunnel(), tunnel.far()));
    }

    private DataKey dataKey(Group group, EdgeId edge) {
        if (serial != group.serial()) {
            ofGroup.values().forEach(DataKey::forget);
            ofGroup.clear();
            serial = group.serial();
        }
        DataKey used = ofGroup.computeIfAbsent(edge, fresh::take);
        if (used.remaining() > 0) {
            return used;
        }
        used.forget();
        DataKey next = fresh.take(edge);
        ofGroup.put(edge, next);
        return next;
    }
}
