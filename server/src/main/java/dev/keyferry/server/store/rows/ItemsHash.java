package dev.keyferry.server.store.rows;

import dev.keyferry.feed.Bytes;
import dev.keyferry.server.usecase.port.Effect;
import java.util.List;

/** What the audit says of a request's effects: one hash, which the stored items must give again. */
public final class ItemsHash {
    private ItemsHash() {}

    public static Bytes of(List<Effect> effects) {
        Digest digest = new Digest();
        effects.forEach(effect -> put(digest, effect));
        return digest.result();
    }

    private static void put(Digest digest, Effect effect) {
        switch (effect) {
            case Effect.AccountCreated created ->
                    digest.put("account created").put(created.account().id().value());
            case Effect.TunnelCreated created ->
                    digest.put("tunnel created").put(created.tunnel().id().value());
            case Effect.TunnelUpdated updated ->
                    digest.put("tunnel updated").put(updated.after().id().value());
            case Effect.TunnelDeleted deleted ->
                    digest.put("tunnel deleted").put(deleted.tunnel().value());
            case Effect.KeySet set ->
                    digest.put("key set")
                            .put(set.record().binding().tunnel().value())
                            .put(set.record().binding().version().value())
                            .put(set.fingerprint().value());
            case Effect.KeyGone gone ->
                    digest.put("key gone")
                            .put(gone.record().binding().tunnel().value())
                            .put(gone.record().binding().version().value());
            case Effect.RequestRemembered remembered ->
                    digest.put("request remembered").put(remembered.request().mark().key());
            case Effect.RequestsForgotten forgotten ->
                    digest.put("requests forgotten").put(Columns.time(forgotten.upTo()));
            case Effect.TombstonesPurged purged ->
                    digest.put("tombstones purged").put(Columns.time(purged.before()));
        }
    }
}
