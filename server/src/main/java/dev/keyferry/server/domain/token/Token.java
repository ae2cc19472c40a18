package dev.keyferry.server.domain.token;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.Bytes;
import dev.keyferry.server.domain.rights.TokenId;
import java.time.Instant;
import java.util.Optional;

/**
 * An API token as it is kept.
 *
 * @param owner the account that it belongs to and ends with; empty for one of the deployment
 * @param hash SHA-256 of its present value
 */
public record Token(
        TokenId id,
        Optional<AccountId> owner,
        Bytes hash,
        Terms terms,
        Instant issuedOn,
        Instant modifiedOn) {
    /** Most tokens of the deployment, and of each account. */
    public static final int MAX_TOKENS = 1_000;

    private static final int HASH_BYTES = 32;

    /** How a token stands at a moment. */
    public enum Status {
        ACTIVE,
        DISABLED,
        EXPIRED
    }

    public Token {
        if (hash.length() != HASH_BYTES) {
            throw new IllegalArgumentException("a token's hash has " + HASH_BYTES + " bytes");
        }
    }

    public Status status(Instant now) {
        if (terms.validity().isOver(now)) {
            return Status.EXPIRED;
        }
        return switch (terms.state()) {
            case ACTIVE -> Status.ACTIVE;
            case DISABLED -> Status.DISABLED;
        };
    }

    /** True if its holder may use it at that moment. */
    public boolean isGood(Instant now) {
        return status(now) == Status.ACTIVE && terms.validity().isBegun(now);
    }

    public Token with(Terms newer, Instant now) {
        return new Token(id, owner, hash, newer, issuedOn, now);
    }

    /** The same token with another value; the former one is worth nothing from now on. */
    public Token rolled(Bytes newHash, Instant now) {
        return new Token(id, owner, newHash, terms, issuedOn, now);
    }
}
