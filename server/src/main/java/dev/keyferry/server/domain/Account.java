package dev.keyferry.server.domain;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.AccountNumber;
import java.time.Instant;

/**
 * A tenant.
 *
 * @param number stands for the account in IKE identities
 * @param pskPolicy which keys its tunnels may be given from now on
 */
public record Account(
        AccountId id,
        AccountNumber number,
        AccountName name,
        Type type,
        PskPolicy pskPolicy,
        Instant createdOn) {
    /** Kinds of account that the public contract knows; they mean nothing here. */
    public enum Type {
        STANDARD,
        ENTERPRISE
    }
}
