package dev.keyferry.feed.record;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.AccountNumber;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.id.PskVersion;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.identity.IkeIdentity;
import java.util.List;

/**
 * Everything that a tunnel's key is bound to. The SHA-256 of its canonical form is the associated
 * data of the sealed key, so a key that is moved to another binding does not open.
 *
 * @param epoch the history in which the version was given
 * @param number the account's number, from which the generated identities follow
 * @param identities all identities of the tunnel's far side, 1 to {@value #MAX_IDENTITIES}, without
 *     repetition, in ascending order
 */
public record KeyBinding(
        Epoch epoch,
        EdgeId edge,
        AccountId account,
        AccountNumber number,
        TunnelId tunnel,
        PskVersion version,
        List<IkeIdentity> identities) {
    public static final int MAX_IDENTITIES = 16;

    public KeyBinding {
        identities = List.copyOf(identities);
        if (identities.isEmpty() || identities.size() > MAX_IDENTITIES) {
            throw new IllegalArgumentException(
                    "a tunnel has 1 to " + MAX_IDENTITIES + " identities");
        }
        for (int i = 1; i < identities.size(); i++) {
            if (identities.get(i - 1).compareTo(identities.get(i)) >= 0) {
                throw new IllegalArgumentException("identities ascend without repetition");
            }
        }
    }
}
