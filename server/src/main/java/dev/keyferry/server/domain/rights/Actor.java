package dev.keyferry.server.domain.rights;

import dev.keyferry.feed.id.GatewayName;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Somebody who proved to be allowed to act.
 *
 * @param text how the audit names it: {@code administrator}, {@code server}, {@code token:} and the
 *     token's id, or {@code gateway:} and the gateway's name
 */
public record Actor(String text) {
    public static final String TOKEN = "token:";
    public static final String GATEWAY = "gateway:";

    private static final Pattern FORM =
            Pattern.compile(
                    "administrator|server|"
                            + TOKEN
                            + "[0-9a-f]{"
                            + TokenId.DIGITS
                            + "}|"
                            + GATEWAY
                            + "[a-z0-9-]{1,63}");

    /** Holds the token that lies beside the database. */
    public static final Actor ADMINISTRATOR = new Actor("administrator");

    /** The server itself, which keeps order. */
    public static final Actor SERVER = new Actor("server");

    public Actor {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("nobody is named so");
        }
    }

    /** Whoever holds this API token. */
    public static Actor holderOf(TokenId token) {
        return new Actor(TOKEN + token);
    }

    /** The host of this gateway. */
    public static Actor gateway(GatewayName name) {
        return new Actor(GATEWAY + name);
    }

    /** The API token by which it acts, if it does. */
    public Optional<TokenId> token() {
        return text.startsWith(TOKEN)
                ? Optional.of(new TokenId(text.substring(TOKEN.length())))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return text;
    }
}
