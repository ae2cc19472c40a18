package dev.keyferry.server.usecase;

import dev.keyferry.feed.Bytes;
import dev.keyferry.server.domain.rights.Actor;
import dev.keyferry.server.usecase.port.Tokens;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.Optional;

/** Tells who holds a token. Thread-safe. */
public final class Authenticate {
    private final Tokens tokens;

    public Authenticate(Tokens tokens) {
        this.tokens = tokens;
    }

    /**
     * Returns who holds the token. Every known token is compared, each in constant time.
     *
     * @param token as the caller sent it, without the scheme
     * @throws Refusal.UnknownToken if nobody has it
     */
    public Actor authenticate(String token) throws InterruptedException {
        byte[] sent = hash(token).toArray();
        Optional<Actor> holder = Optional.empty();
        for (Map.Entry<Bytes, Actor> known : tokens.byHash().entrySet()) {
            if (MessageDigest.isEqual(sent, known.getKey().toArray())) {
                holder = Optional.of(known.getValue());
            }
        }
        return holder.orElseThrow(Refusal.UnknownToken::new);
    }

    /** The form in which a token is kept: a token has 256 random bits, so a plain hash hides it. */
    public static Bytes hash(String token) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return Bytes.copyOf(sha256.digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
