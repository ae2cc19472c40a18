package dev.keyferry.lab.vici;

import dev.keyferry.lab.charon.IkeId;
import dev.keyferry.vici.ViciMessage;
import dev.keyferry.vici.ViciSession;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Writes and lists pre-shared keys over a session. */
record Secrets(ViciSession session) {
    private static final byte[] EVERY_BYTE = new byte[256];

    static {
        for (int i = 0; i < EVERY_BYTE.length; i++) {
            EVERY_BYTE[i] = (byte) i;
        }
    }

    /** A {@code load-shared} of a key with every byte, for an owner of the same name. */
    static ViciMessage secret(String id) {
        return secret(id, EVERY_BYTE);
    }

    static ViciMessage secret(String id, byte[] key) {
        return ViciMessage.builder()
                .put("id", id)
                .put("type", "ike")
                .put("data", key)
                .putList("owners", List.of(IkeId.keyId(id).text()))
                .build();
    }

    CompletableFuture<ViciMessage> load(String id, Duration deadline) {
        return session.send("load-shared", secret(id), deadline);
    }

    /** The ids that charon holds, the last one written first. */
    List<String> ids(Duration deadline) {
        return session.call("get-shared", ViciMessage.EMPTY, deadline).list("keys");
    }
}
