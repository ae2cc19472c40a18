package dev.keyferry.server.http.handler;

import dev.keyferry.server.http.answer.MessageItem;
import dev.keyferry.server.http.request.Authorization;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Tells a caller that its token is good. Thread-safe. */
public final class TokenHandler {
    private static final int ID_BYTES = 16;

    /** The route's authentication has already judged the token. */
    public void verify(Exchange exchange) {
        String id = id(Authorization.token(exchange.request()));
        exchange.answer(
                List.of(MessageItem.tokenActive()),
                json -> {
                    json.writeStartObject();
                    json.writeStringProperty("id", id);
                    json.writeStringProperty("status", "active");
                    json.writeEndObject();
                });
    }

    /** The first half of a hash names a token of 256 random bits and tells nothing of it. */
    private static String id(String token) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(("token id " + token).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
