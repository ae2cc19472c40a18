package dev.keyferry.server.data;

import dev.keyferry.feed.History;
import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.seal.FingerprintKey;
import dev.keyferry.server.store.founding.Succession.Epochs;
import java.security.MessageDigest;

/** By what it is known that servers wrote which epochs of a store followed which. */
public final class EpochsMac {
    private EpochsMac() {}

    /** The MAC by which servers with this key know that one of them wrote these epochs. */
    public static Bytes of(FingerprintKey key, History history) {
        return key.ofHistory(history.all().stream().map(Epoch::value).toList());
    }

    /** True if a server with this key wrote the epochs as they are. */
    public static boolean isAuthentic(FingerprintKey key, Epochs epochs) {
        if (epochs.history().former().isEmpty()) {
            return true;
        }
        byte[] right = of(key, epochs.history()).toArray();
        return epochs.mac().filter(mac -> MessageDigest.isEqual(right, mac.toArray())).isPresent();
    }

    /**
     * Holds the epochs against the key.
     *
     * @throws StartRefused if no server with this key wrote the epochs as they are
     */
    public static void requireAuthentic(FingerprintKey key, Epochs epochs) {
        if (!isAuthentic(key, epochs)) {
            throw new StartRefused(
                    "the database has a history that no server wrote there",
                    "put the database back from a backup, and find out who can write to it");
        }
    }
}
