package dev.keyferry.server.store;

import dev.keyferry.feed.DeploymentId;
import dev.keyferry.feed.Epoch;
import dev.keyferry.feed.IkeDomain;
import dev.keyferry.feed.Revision;

/**
 * What does not change while a store is open.
 *
 * @param head the newest revision when it was opened
 */
public record Deployment(DeploymentId id, Epoch epoch, IkeDomain domain, Revision head) {}
