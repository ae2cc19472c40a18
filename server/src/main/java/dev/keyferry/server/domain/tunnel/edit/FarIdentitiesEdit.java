package dev.keyferry.server.domain.tunnel.edit;

import dev.keyferry.feed.identity.IkeIdentity;
import dev.keyferry.server.domain.tunnel.CustomFqdn;
import dev.keyferry.server.domain.tunnel.FarIdentities;
import java.util.List;
import java.util.Optional;

/**
 * Changes of the identities that a caller gives.
 *
 * @param explicit all of them, instead of all that there are; ascending, without repetition
 */
public record FarIdentitiesEdit(
        Edit<Optional<CustomFqdn>> custom, Edit<List<IkeIdentity>> explicit) {
    public FarIdentities over(FarIdentities before) {
        return new FarIdentities(custom.over(before.custom()), explicit.over(before.explicit()));
    }
}
