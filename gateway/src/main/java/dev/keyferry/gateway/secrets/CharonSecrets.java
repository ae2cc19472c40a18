package dev.keyferry.gateway.secrets;

import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.identity.IkeIdentity;
import dev.keyferry.feed.record.KeyRecord;
import dev.keyferry.feed.record.SealedDataKey;
import dev.keyferry.feed.seal.Opener;
import dev.keyferry.feed.seal.Psk;
import dev.keyferry.vici.ViciMessage;
import dev.keyferry.vici.ViciSession;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Our secrets on a charon, over one session and in the order of the calls. This is where keys are
 * opened: for the moment in which they are handed to the session.
 */
public final class CharonSecrets {
    /** Past the session's own limit of silence, which ends the session and all that waits. */
    public static final Duration DEADLINE = Duration.ofMinutes(2);

    private final ViciSession session;
    private final SecretIds ids;
    private final Opener opener;

    public CharonSecrets(ViciSession session, SecretIds ids, Opener opener) {
        this.session = session;
        this.ids = ids;
        this.opener = opener;
    }

    /**
     * Loads a tunnel's key in place of any other of the tunnel. The owners are the tunnel's
     * identities in the one form that charon always takes literally.
     *
     * @throws dev.keyferry.feed.seal.NotAuthentic if the key does not open
     */
    CompletableFuture<ViciMessage> load(KeyRecord record, SealedDataKey dataKey) {
        Psk psk = opener.open(record, dataKey);
        byte[] key = psk.reveal();
        ViciMessage body =
                ViciMessage.builder()
                        .put("id", ids.of(record.binding().tunnel()))
                        .put("type", "ike")
                        .put("data", key)
                        .putList("owners", owners(record))
                        .build();
        Arrays.fill(key, (byte) 0);
        return session.send("load-shared", body, DEADLINE);
    }

    CompletableFuture<ViciMessage> unload(TunnelId tunnel) {
        return unload(ids.of(tunnel));
    }

    /** Unloading what is not there succeeds. */
    CompletableFuture<ViciMessage> unload(String id) {
        return session.send("unload-shared", ViciMessage.builder().put("id", id).build(), DEADLINE);
    }

    /** Lists all secrets; to be asked only where the reply is known to fit. */
    CompletableFuture<Listing> list(Duration deadline) {
        return session.send("get-shared", ViciMessage.EMPTY, deadline)
                .thenApply(reply -> Listing.of(reply.list("keys"), ids));
    }

    static List<String> owners(KeyRecord record) {
        return record.binding().identities().stream().map(CharonSecrets::owner).toList();
    }

    private static String owner(IkeIdentity identity) {
        return identity.type().charonName() + ":#" + identity.hex();
    }
}
