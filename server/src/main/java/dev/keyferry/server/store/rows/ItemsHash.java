package dev.keyferry.server.store.rows;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.Bytes;
import dev.keyferry.server.domain.token.Terms;
import dev.keyferry.server.domain.token.Token;
import dev.keyferry.server.usecase.port.Effect;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

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
            case Effect.AccountChanged changed ->
                    digest.put("account changed")
                            .put(changed.account().id().value())
                            .put(changed.account().name().value())
                            .put(changed.account().type().name())
                            .put(changed.account().pskPolicy().toString());
            case Effect.AccountDeleted deleted ->
                    digest.put("account deleted").put(deleted.account().id().value());
            case Effect.TokenKept kept -> put(digest, kept.kept().token());
            case Effect.TokenDeleted deleted ->
                    digest.put("token deleted").put(deleted.kept().id().value());
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

    private static void put(Digest digest, Token token) {
        Terms terms = token.terms();
        digest.put("token kept").put(token.id().value()).put(token.hash());
        digest.put(token.owner().map(AccountId::value).orElse(""));
        digest.put(terms.name().value()).put(terms.state().name());
        // A policy's id follows from everything that the policy says.
        digest.put(terms.policies().size());
        terms.policies().forEach(policy -> digest.put(policy.id()));
        digest.put(terms.condition().in().size());
        terms.condition().in().forEach(network -> digest.put(network.toString()));
        digest.put(terms.condition().notIn().size());
        terms.condition().notIn().forEach(network -> digest.put(network.toString()));
        digest.put(text(terms.validity().notBefore())).put(text(terms.validity().expiresOn()));
    }

    private static String text(Optional<Instant> time) {
        return time.map(at -> Long.toString(Columns.time(at))).orElse("");
    }
}
