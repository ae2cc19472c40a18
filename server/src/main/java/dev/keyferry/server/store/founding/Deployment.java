package dev.keyferry.server.store.founding;

import dev.keyferry.feed.id.DeploymentId;
import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.identity.IkeDomain;

/**
 * What does not change while a store is open.
 *
 * @param head the newest revision when it was opened
 * @param fleet which edges and gateways there were then: {@link
 *     dev.keyferry.server.store.rows.Head#fleet}
 */
public record Deployment(
        DeploymentId id, Succession.Epochs epochs, IkeDomain domain, Revision head, long fleet) {
    public Epoch epoch() {
        return epochs.history().epoch();
    }
}
