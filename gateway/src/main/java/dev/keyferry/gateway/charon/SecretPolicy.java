package dev.keyferry.gateway.charon;

import dev.keyferry.feed.id.DeploymentId;
import dev.keyferry.feed.seal.Opener;
import dev.keyferry.gateway.lease.Lease;
import dev.keyferry.gateway.rules.OnUnsafe;

/**
 * How this agent treats secrets.
 *
 * @param deployment whose secrets are ours
 * @param onUnsafe what happens to them while a connection is unsafe
 * @param opener opens them
 * @param lease for how long they may be held
 */
public record SecretPolicy(
        DeploymentId deployment, OnUnsafe onUnsafe, Opener opener, Lease lease) {}
