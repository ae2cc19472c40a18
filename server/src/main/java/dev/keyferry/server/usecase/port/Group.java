package dev.keyferry.server.usecase.port;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.AccountNumber;
import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.DataKeyId;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.id.PskVersion;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.identity.IkeIdentity;
import dev.keyferry.feed.seal.Fingerprint;
import dev.keyferry.server.domain.Account;
import dev.keyferry.server.domain.address.IpAddress;
import dev.keyferry.server.domain.repeat.RememberedRequest;
import dev.keyferry.server.domain.rights.TokenId;
import dev.keyferry.server.domain.token.KeptToken;
import dev.keyferry.server.domain.tunnel.Tunnel;
import dev.keyferry.server.domain.tunnel.TunnelName;
import dev.keyferry.server.usecase.port.edge.GroupEdges;
import java.time.Instant;
import java.util.List;
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

    /**
     * How far a gateway has read this epoch, where that is further than it goes: this is an older
     * backup, and its versions were given before, for other keys.
     */
    Optional<Revision> newer();

    /** The time of the whole group. */
    Instant now();

    Optional<Account> account(AccountId id);

    int accounts();

    /** Also if it was the id of an account that is no more. */
    boolean isTaken(AccountId id);

    /** Also if it was the number of an account that is no more. */
    boolean isTaken(AccountNumber number);

    /** A number greater than any that was ever taken. */
    AccountNumber freeNumber();

    /** How many tunnels the account has. */
    int tunnels(Account account);

    boolean isTaken(Account account, TunnelName name);

    /** What a key needs of the account's tunnel, if there is one with this id. */
    Optional<TunnelKey> key(Account account, TunnelId tunnel);

    /**
     * The data key that seals the tunnel's present key, whosever tunnel it is; empty without one.
     */
    Optional<DataKeyId> sealing(TunnelId tunnel);

    /** The version of the tunnel's next key or of the end of its present one, whosever it is. */
    Optional<PskVersion> next(TunnelId tunnel);

    /** The account's tunnel with its present key, if there is one with this id. */
    Optional<Tunnel> tunnel(Account account, TunnelId tunnel);

    /** True if a key of this fingerprint was ever set for the tunnel, whatever came after it. */
    boolean everHad(TunnelId tunnel, Fingerprint fingerprint);

    /** The tunnel that has the identity on the edge, or one that a charon prints alike. */
    Optional<TunnelId> claimant(EdgeId edge, IkeIdentity identity);

    /** True if a tunnel has the identity, or one that a charon prints alike, on whatever edge. */
    boolean isClaimed(IkeIdentity identity);

    /** True if the address is bound to an edge, or a tunnel of any account ends there. */
    boolean isEndpoint(IpAddress address);

    /**
     * Lets this decision see the tunnel with these identities in place of those that it had, and
     * with its endpoint; the decisions that follow see it if this one is accepted.
     */
    void claim(Tunnel tunnel, List<IkeIdentity> identities);

    /**
     * What the request with this key did, if it came less than {@link RememberedRequest#KEPT} ago.
     *
     * @param key of the request's mark
     */
    Optional<RememberedRequest> remembered(Bytes key);

    /** True if requests are remembered from this time or earlier. */
    boolean hasRequestsUpTo(Instant instant);

    Optional<KeptToken> token(TokenId id);

    /**
     * How many tokens an owner has.
     *
     * @param owner an account; empty for the deployment
     */
    int tokens(Optional<AccountId> owner);

    boolean hasTombstonesBefore(Instant instant);

    /** What it sees of edges and gateways. */
    GroupEdges edges();
}
