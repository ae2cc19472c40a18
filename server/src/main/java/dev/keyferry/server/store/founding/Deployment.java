package dev.keyferry.server.store.founding;

import dev.keyferry.feed.id.DeploymentId;
import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.identity.IkeDomain;

/**
 * What does not change while a store is open.
 *
 * @param head the newest revision when it was opened
 */
public record Deployment(
        DeploymentId id, Succession.Epochs epochs, IkeDomain domain, Revision head) {
    public Epoch epoch() {
        return epochs.history().epoch();
    }
}
