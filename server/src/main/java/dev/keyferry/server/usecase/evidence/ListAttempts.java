package dev.keyferry.server.usecase.evidence;

import dev.keyferry.feed.evidence.PeerAddress;
import dev.keyferry.feed.evidence.Rejection;
import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.server.domain.evidence.Attempts;
import dev.keyferry.server.domain.rights.Permission;
import dev.keyferry.server.domain.rights.Rights;
import dev.keyferry.server.usecase.port.Accounts;
import dev.keyferry.server.usecase.port.Evidences;
import dev.keyferry.server.usecase.refusal.Refusal;
import java.util.List;
import java.util.Optional;

/** Lists failed attempts, the newest first. Thread-safe. */
public final class ListAttempts {
    private final Accounts accounts;
    private final Evidences evidences;

    public ListAttempts(Accounts accounts, Evidences evidences) {
        this.accounts = accounts;
        this.evidences = evidences;
    }

    /**
     * Attempts under identities of the account's tunnels, of those that may be read.
     *
     * @param from from this address only; empty for all
     * @throws Refusal.AccountNotFound if there is no such account
     */
    public List<Attempts> ofAccount(
            Rights rights, AccountId account, Optional<TunnelId> tunnel, Optional<PeerAddress> from)
            throws InterruptedException {
        if (accounts.find(account).isEmpty()) {
            throw new Refusal.AccountNotFound();
        }
        return evidences.attempts(account).stream()
                .filter(attempts -> from.stream().allMatch(attempts.counted().from()::equals))
                .filter(attempts -> {
                    TunnelId claimed = tunnelOf(attempts);
                    return tunnel.stream().allMatch(claimed::equals)
                            && rights.allow(Permission.MAGIC_WAN_READ, account, claimed);
                })
                .toList();
    }

    /** Attempts that match no tunnel, of the whole deployment. */
    public List<Attempts> ofStrangers(Optional<PeerAddress> from) throws InterruptedException {
        return evidences.strangers(from);
    }

    private static TunnelId tunnelOf(Attempts attempts) {
        return attempts.counted().target().map(Rejection.Target::tunnel).orElseThrow();
    }
}
