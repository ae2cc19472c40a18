package dev.keyferry.server.usecase.port;

import dev.keyferry.feed.AccountId;
import dev.keyferry.feed.AccountNumber;
import dev.keyferry.feed.EdgeId;
import dev.keyferry.feed.Epoch;
import dev.keyferry.feed.Revision;
import dev.keyferry.feed.TunnelId;
import dev.keyferry.server.domain.Account;
import dev.keyferry.server.domain.tunnel.IpAddress;
import dev.keyferry.server.domain.tunnel.TunnelName;
import java.time.Instant;
import java.util.Optional;

/**
 * What a decision sees: the store, as the changes before it in the same group leave it. Confined to
 * the writer's thread and to one decision.
 */
public interface Group {
    /** Differs for each group, also where a group's changes are decided again. */
    long serial();

    Epoch epoch();

    /** The last revision that is taken; the decision takes those that follow, without a gap. */
    Revision head();

    /** The time of the whole group. */
    Instant now();

    Optional<Account> account(AccountId id);

    int accounts();

    boolean isTaken(AccountNumber number);

    /** A number greater than any that was ever taken. */
    AccountNumber freeNumber();

    /** How many tunnels the account has. */
    int tunnels(Account account);

    boolean isTaken(Account account, TunnelName name);

    /** The account's tunnel, if there is one with this id. */
    Optional<TunnelKey> key(Account account, TunnelId tunnel);

    boolean hasTombstonesBefore(Instant instant);

    /** The edge to which the address is bound, else the default one. */
    EdgeId edgeOf(IpAddress cloudflareEndpoint);
}
