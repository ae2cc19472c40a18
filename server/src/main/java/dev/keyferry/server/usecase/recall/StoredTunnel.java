package dev.keyferry.server.usecase.recall;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.AccountNumber;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.identity.IkeDomain;
import dev.keyferry.feed.record.KeyBinding;
import dev.keyferry.server.domain.tunnel.FarIdentities;
import dev.keyferry.server.domain.tunnel.TunnelName;
import dev.keyferry.server.usecase.identity.Identities;

/**
 * A tunnel that the store knows.
 *
 * @param lastVersion the newest version of a key that the store gave it; 0 if it never had one
 */
public record StoredTunnel(
        TunnelId id,
        TunnelName name,
        AccountId account,
        AccountNumber number,
        EdgeId edge,
        FarIdentities far,
        long lastVersion) {
    /** True if a key that is bound so is for the tunnel's own identities. */
    boolean isIdentifiedAsIn(KeyBinding binding, IkeDomain domain) {
        return binding.account().equals(account)
                && binding.number().equals(number)
                && binding.identities().equals(Identities.of(domain, number, id, far));
    }
}
