package dev.keyferry.server.usecase.tunnel;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.identity.IkeIdentity;
import dev.keyferry.server.domain.Account;
import dev.keyferry.server.domain.Caller;
import dev.keyferry.server.domain.Mode;
import dev.keyferry.server.domain.tunnel.FarIdentities;
import dev.keyferry.server.domain.tunnel.Tunnel;
import dev.keyferry.server.domain.tunnel.TunnelName;
import dev.keyferry.server.domain.tunnel.TunnelParameters;
import dev.keyferry.server.usecase.identity.Identities;
import dev.keyferry.server.usecase.keys.KeySetter;
import dev.keyferry.server.usecase.port.Decision;
import dev.keyferry.server.usecase.port.Group;
import dev.keyferry.server.usecase.refusal.Refusal;
import dev.keyferry.server.usecase.tunnel.TunnelUpdate.FormerKeys;
import dev.keyferry.server.usecase.tunnel.UpdateEffects.Updated;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What one update does to its tunnels. Everything is looked at before any key is, so that what is
 * refused tells nothing of stored keys. Confined to the writer's thread.
 */
record UpdateDecision(
        KeySetter keys,
        Identities identities,
        Caller caller,
        List<WantedUpdate> wanted,
        FormerKeys formerKeys,
        Mode mode) {
    Decision<Updated> decide(Group group, AccountId id) {
        Account account = group.account(id).orElseThrow(Refusal.AccountNotFound::new);
        List<MergedTunnel> merged = wanted.stream().map(one -> merge(group, account, one)).toList();
        requireFreeNames(group, account, merged);
        UpdateEffects effects = new UpdateEffects(keys, identities, group, account);
        for (MergedTunnel one : merged) {
            switch (mode) {
                case APPLY -> effects.apply(one, formerKeys);
                case VALIDATE_ONLY -> effects.show(one);
            }
        }
        return new Decision<>(effects.updated(), effects.all(), merged.size() + " updated");
    }

    private MergedTunnel merge(Group group, Account account, WantedUpdate one) {
        TunnelUpdate update = one.update();
        Tunnel before =
                group.tunnel(account, update.tunnel())
                        .orElseThrow(() -> notFound(update.pointer()));
        TunnelParameters after = update.edit().over(before.parameters());
        EdgeId edge =
                after.cloudflareEndpoint().equals(before.parameters().cloudflareEndpoint())
                        ? before.edge()
                        : group.edges().edgeOf(after.cloudflareEndpoint());
        MergedTunnel merged = new MergedTunnel(one, before, edge, after);
        requireRight(merged);
        one.key().ifPresent(key -> key.requireUnder(account.pskPolicy()));
        requireKey(merged);
        if (merged.isClaiming()) {
            identities.claim(group, account, merged.at(group.now()), update.pointer());
        }
        return merged;
    }

    private static Refusal notFound(String pointer) {
        return pointer.isEmpty()
                ? new Refusal.TunnelNotFound()
                : new Refusal.TunnelNotFound(pointer + "/id");
    }

    /** Explicit identities are an operator's to give, also into the table of another edge. */
    private void requireRight(MergedTunnel merged) {
        List<IkeIdentity> had = merged.before().parameters().farIdentities().explicit();
        List<IkeIdentity> has = merged.after().farIdentities().explicit();
        if (!has.equals(had) || (merged.isMoved() && !has.isEmpty())) {
            Identities.requireOperator(caller);
        }
    }

    /** A stored key cannot be opened here, so it cannot be bound to anything else either. */
    private static void requireKey(MergedTunnel merged) {
        if (!merged.isRebound()
                || merged.before().key().isEmpty()
                || merged.wanted().key().isPresent()) {
            return;
        }
        throw new Refusal.Invalid(
                merged.wanted().pointer() + reboundMember(merged),
                "the tunnel's key has to be sealed anew for this change: send its psk as well");
    }

    private static String reboundMember(MergedTunnel merged) {
        if (merged.isMoved()) {
            return "/cloudflare_endpoint";
        }
        FarIdentities had = merged.before().parameters().farIdentities();
        return merged.after().farIdentities().custom().equals(had.custom())
                ? "/keyferry/identities"
                : "/custom_remote_identities/fqdn_id";
    }

    /** Names of the account stay unique; those that the update gives up may be taken by it. */
    private static void requireFreeNames(Group group, Account account, List<MergedTunnel> merged) {
        Set<TunnelName> givenUp =
                merged.stream()
                        .map(one -> one.before().parameters().name())
                        .collect(Collectors.toSet());
        Set<TunnelName> kept = new HashSet<>();
        merged.stream()
                .filter(one -> !one.isRenamed())
                .forEach(one -> kept.add(one.after().name()));
        for (MergedTunnel one : merged) {
            if (!one.isRenamed()) {
                continue;
            }
            TunnelName name = one.after().name();
            boolean isTaken = group.isTaken(account, name) && !givenUp.contains(name);
            if (isTaken || !kept.add(name)) {
                throw new Refusal.Invalid(one.wanted().pointer() + "/name", "the name is taken");
            }
        }
    }
}
