package dev.keyferry.server.usecase.token;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.seal.FingerprintKey;
import dev.keyferry.server.domain.rights.Permission;
import dev.keyferry.server.domain.rights.Policy;
import dev.keyferry.server.domain.rights.Scope;
import dev.keyferry.server.domain.rights.TokenId;
import dev.keyferry.server.domain.token.KeptToken;
import dev.keyferry.server.domain.token.Network;
import dev.keyferry.server.domain.token.Terms;
import dev.keyferry.server.domain.token.Token;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Makes and checks the MACs of tokens (docs/sealed-format.md, section 7). The key is not in the
 * database, so that who can write there alone can neither make a token nor change one. Thread-safe.
 */
public final class TokenMacs {
    private final FingerprintKey key;
    private final Consumer<TokenId> forged;

    /**
     * @param forged is told of every token that was found and no server wrote as it is, on the
     *     finder's thread
     */
    public TokenMacs(FingerprintKey key, Consumer<TokenId> forged) {
        this.key = key;
        this.forged = forged;
    }

    /** The token with its MAC, for the store. */
    KeptToken.Legible keep(Token token) {
        return new KeptToken.Legible(token, mac(token));
    }

    /** Returns the token; empty if no server wrote it as it is, as if it were not there. */
    Optional<Token> authentic(KeptToken kept) {
        return genuine(kept).map(KeptToken.Legible::token);
    }

    /** Returns the row; empty if no server wrote it as it is. */
    Optional<KeptToken.Legible> genuine(KeptToken kept) {
        Optional<KeptToken.Legible> genuine =
                switch (kept) {
                    case KeptToken.Legible legible -> Optional.of(legible).filter(this::isRight);
                    case KeptToken.Illegible _ -> Optional.empty();
                };
        if (genuine.isEmpty()) {
            forged.accept(kept.id());
        }
        return genuine;
    }

    private boolean isRight(KeptToken.Legible kept) {
        return MessageDigest.isEqual(mac(kept.token()).toArray(), kept.mac().toArray());
    }

    // A list stands behind its length, so that no two tokens have the same parts.
    private Bytes mac(Token token) {
        Terms terms = token.terms();
        List<String> parts = new ArrayList<>();
        parts.add(token.id().value());
        parts.add(token.owner().map(AccountId::value).orElse(""));
        parts.add(token.hash().hex());
        parts.add(terms.name().value());
        parts.add(terms.state().name());
        parts.add(micros(terms.validity().notBefore()));
        parts.add(micros(terms.validity().expiresOn()));
        putAll(parts, terms.condition().in().stream().map(Network::toString).toList());
        putAll(parts, terms.condition().notIn().stream().map(Network::toString).toList());
        parts.add(Integer.toString(terms.policies().size()));
        for (Policy policy : terms.policies()) {
            parts.add(policy.effect().name());
            putAll(parts, policy.permissions().stream().map(Permission::id).toList());
            putAll(parts, policy.scopes().stream().map(Scope::text).toList());
        }
        return key.ofToken(parts);
    }

    private static void putAll(List<String> parts, List<String> list) {
        parts.add(Integer.toString(list.size()));
        parts.addAll(list);
    }

    private static String micros(Optional<Instant> time) {
        return time.map(at -> Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, at)))
                .orElse("");
    }
}
