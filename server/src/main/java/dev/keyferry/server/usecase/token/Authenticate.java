package dev.keyferry.server.usecase.token;

import dev.keyferry.feed.id.Bytes;
import dev.keyferry.server.domain.rights.Actor;
import dev.keyferry.server.domain.rights.Rights;
import dev.keyferry.server.domain.token.KeptToken;
import dev.keyferry.server.domain.token.Token;
import dev.keyferry.server.usecase.port.Tokens;
import dev.keyferry.server.usecase.refusal.Refusal;
import java.net.InetAddress;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Tells who holds a token. The store is asked for each request, so that a change of a token holds
 * for the very next one. Thread-safe.
 */
public final class Authenticate {
    private final Tokens tokens;
    private final TokenMacs macs;
    private final Bytes administrator;
    private final InstantSource clock;

    /**
     * @param administrator the SHA-256 of the administrator's token, which is not in the store
     */
    public Authenticate(Tokens tokens, TokenMacs macs, Bytes administrator, InstantSource clock) {
        this.tokens = tokens;
        this.macs = macs;
        this.administrator = administrator;
        this.clock = clock;
    }

    /**
     * Somebody who holds a good token, and what it allows.
     *
     * @param tokenMac of the token as it was; empty for the administrator's, which has none
     */
    public record Holder(Actor actor, Rights rights, Optional<Bytes> tokenMac) {}

    /**
     * Returns who holds the token. Only hashes are compared, and each in constant time: how long it
     * takes tells nothing of a token that somebody tries.
     *
     * @param hash of the token's value
     * @param source from where it was sent
     * @throws Refusal.UnknownToken if nobody has it, its MAC is wrong, or it is disabled, expired
     *     or not good yet
     * @throws Refusal.ForeignSource if it is not good from there
     */
    public Holder authenticate(Bytes hash, InetAddress source) throws InterruptedException {
        if (isSame(hash, administrator)) {
            return new Holder(Actor.ADMINISTRATOR, Rights.ALL, Optional.empty());
        }
        KeptToken.Legible kept =
                tokens.find(hash)
                        .flatMap(macs::genuine)
                        .filter(found -> isSame(hash, found.token().hash()))
                        .filter(found -> found.token().isGood(clock.instant()))
                        .orElseThrow(Refusal.UnknownToken::new);
        Token token = kept.token();
        if (!token.terms().condition().allows(source)) {
            throw new Refusal.ForeignSource(source);
        }
        return new Holder(
                Actor.holderOf(token.id()), token.terms().rights(), Optional.of(kept.mac()));
    }

    private static boolean isSame(Bytes hash, Bytes known) {
        return MessageDigest.isEqual(hash.toArray(), known.toArray());
    }
}
