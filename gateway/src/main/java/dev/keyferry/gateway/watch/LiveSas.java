package dev.keyferry.gateway.watch;

import dev.keyferry.feed.identity.PrintedIdentity;
import dev.keyferry.vici.ViciCommandFailed;
import dev.keyferry.vici.ViciMessage;
import dev.keyferry.vici.ViciSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the live SAs of tunnels whose key was taken away: unloading a key leaves them up, and to
 * rekey them takes no key. Confined to one thread, which it blocks.
 */
final class LiveSas {
    /** SAs that are ended after one listing; the rest is found by the next. */
    static final int MAX_SAS = 10_000;

    /** Listings in a row: a peer that just proved itself with the old key is found by the next. */
    static final int MAX_ROUNDS = 3;

    private static final Duration LIST_DEADLINE = Duration.ofSeconds(30);

    /** How long a peer may take to answer the deletion before the SA goes without its answer. */
    private static final Duration PEER_ANSWER = Duration.ofSeconds(1);

    private static final Duration END_DEADLINE = Duration.ofSeconds(10);
    private static final Logger LOG = LoggerFactory.getLogger(LiveSas.class);

    private final ViciSession session;

    LiveSas(ViciSession session) {
        this.session = session;
    }

    /**
     * Ends every SA whose peer has one of these identities.
     *
     * @return whether none is left
     * @throws dev.keyferry.vici.ViciException if the charon cannot be asked
     */
    boolean end(Set<PrintedIdentity> identities) {
        for (int round = 0; round < MAX_ROUNDS; round++) {
            List<String> ids = uniqueIds(identities);
            if (ids.isEmpty()) {
                return true;
            }
            ids.forEach(this::terminate);
        }
        return uniqueIds(identities).isEmpty();
    }

    private List<String> uniqueIds(Set<PrintedIdentity> identities) {
        List<String> ids = new ArrayList<>();
        session.stream(
                "list-sas",
                "list-sa",
                ViciMessage.EMPTY,
                LIST_DEADLINE,
                event ->
                        event.sections().values().stream()
                                .filter(sa -> isOf(sa, identities) && ids.size() < MAX_SAS)
                                .forEach(sa -> sa.text("uniqueid").ifPresent(ids::add)));
        return ids;
    }

    private static boolean isOf(ViciMessage sa, Set<PrintedIdentity> identities) {
        return sa.text("remote-id")
                .map(PrintedIdentity::read)
                .filter(identities::contains)
                .isPresent();
    }

    private void terminate(String uniqueId) {
        ViciMessage body =
                ViciMessage.builder()
                        .put("ike-id", uniqueId)
                        .put("force", "yes")
                        .put("timeout", Long.toString(PEER_ANSWER.toMillis()))
                        .put("loglevel", "-1")
                        .build();
        try {
            session.call("terminate", body, END_DEADLINE);
            LOG.atInfo().addKeyValue("ike-sa", uniqueId).log("ended a live SA of a removed key");
        } catch (ViciCommandFailed e) {
            // It went by itself, or by force past the peer's time; the next listing tells.
            LOG.atDebug().addKeyValue("ike-sa", uniqueId).setCause(e).log("live SA not ended");
        }
    }
}
