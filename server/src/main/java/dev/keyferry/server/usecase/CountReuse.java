package dev.keyferry.server.usecase;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.server.domain.Caller;
import dev.keyferry.server.domain.rights.Permission;
import dev.keyferry.server.usecase.port.StoreUnavailable;
import dev.keyferry.server.usecase.port.Tunnels;
import dev.keyferry.server.usecase.refusal.Refusal;
import java.util.List;
import java.util.Map;

/**
 * Counts on how many tunnels of an account the same key is. It tells whether a guess is right to
 * whoever may set a key, so only those get to know it who may read the audit of the whole account.
 * Thread-safe.
 */
public final class CountReuse {
    private final Tunnels tunnels;

    public CountReuse(Tunnels tunnels) {
        this.tunnels = tunnels;
    }

    /**
     * For each of these tunnels that has a key, the number of other tunnels of the account with the
     * same one now; nothing at all for a caller who may not know, or where the store does not tell.
     * The change is stored by then, and its answer may show a generated key: it is not to be lost
     * for a count.
     */
    public Map<TunnelId, Integer> count(Caller caller, AccountId account, List<TunnelId> ids)
            throws InterruptedException {
        if (ids.isEmpty() || !caller.rights().allow(Permission.AUDIT_READ, account)) {
            return Map.of();
        }
        try {
            return tunnels.withSameKey(account, ids);
        } catch (StoreUnavailable | Refusal.Busy e) {
            return Map.of();
        }
    }
}
