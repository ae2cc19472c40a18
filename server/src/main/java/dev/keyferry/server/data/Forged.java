package dev.keyferry.server.data;

import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.server.domain.gateway.Gateway;
import dev.keyferry.server.domain.rights.TokenId;
import dev.keyferry.server.log.WarnedOnce;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done about things in the database that no server wrote as they are: each is named once.
 */
public final class Forged {
    private static final Logger log = LoggerFactory.getLogger(Forged.class);

    private Forged() {}

    public static Consumer<Gateway> gateways() {
        Consumer<GatewayName> named =
                new WarnedOnce<>(
                        log,
                        "gateway",
                        "the database has a gateway that no server wrote so; it is not served");
        return gateway -> named.accept(gateway.name());
    }

    public static Consumer<TokenId> tokens() {
        return new WarnedOnce<>(
                log,
                "token",
                "the database has a token that no server wrote, which is good for nothing");
    }

    /** What gateways said, as the board has it. */
    public static Consumer<GatewayName> words() {
        return new WarnedOnce<>(
                log,
                "gateway",
                "the database has a word of a gateway that no server wrote; it is not believed");
    }
}
