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
 * The live SAs of tunnels, on a charon: unloading or replacing a key leaves them up, and to rekey
 * them takes no key. So those of a removed key are ended, and others are had authenticated anew.
 * Confined to one thread, which it blocks.
 */
public final class LiveSas {
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

    public LiveSas(ViciSession session) {
        this.session = session;
    }

    /**
     * Every SA whose peer has one of these identities, at most {@value #MAX_SAS}.
     *
     * @throws dev.keyferry.vici.ViciException if the charon cannot be asked
     */
    public List<LiveSa> of(Set<PrintedIdentity> identities) {
        List<LiveSa> sas = new ArrayList<>();
        session.stream(
                "list-sas",
                "list-sa",
                ViciMessage.EMPTY,
                LIST_DEADLINE,
                event ->
                        event.sections().values().stream()
                                .flatMap(sa -> LiveSa.of(sa).stream())
                                .filter(sa -> identities.contains(sa.peer()))
                                .filter(_ -> sas.size() < MAX_SAS)
                                .forEach(sas::add));
        return sas;
    }

    /**
     * Has the charon authenticate anew with the peer: it ends the SA and begins another one with
     * the same peer, or the other way round where it is set to make before it breaks. Which of them
     * began the former does not matter; a peer that takes no calls has to come back by itself.
     *
     * @throws dev.keyferry.vici.ViciException if the charon cannot be asked
     */
    public void reauthenticate(LiveSa sa) {
        ViciMessage body =
                ViciMessage.builder()
                        .put("ike-id", Long.toUnsignedString(sa.uniqueId()))
                        .put("reauth", "yes")
                        .build();
        try {
            session.call("rekey", body, END_DEADLINE);
            LOG.atInfo().addKeyValue("ike-sa", sa.uniqueId()).log("a live SA is reauthenticated");
        } catch (ViciCommandFailed e) {
            // It went by itself.
            LOG.atDebug().addKeyValue("ike-sa", sa.uniqueId()).setCause(e).log("no such live SA");
        }
    }

    /**
     * Ends every SA whose peer has one of these identities.
     *
     * @return whether none is left
     * @throws dev.keyferry.vici.ViciException if the charon cannot be asked
     */
    boolean end(Set<PrintedIdentity> identities) {
        for (int round = 0; round < MAX_ROUNDS; round++) {
            List<LiveSa> left = of(identities);
            if (left.isEmpty()) {
                return true;
            }
            left.forEach(this::terminate);
        }
        return of(identities).isEmpty();
    }

    private void terminate(LiveSa sa) {
        ViciMessage body =
                ViciMessage.builder()
                        .put("ike-id", Long.toUnsignedString(sa.uniqueId()))
                        .put("force", "yes")
                        .put("timeout", Long.toString(PEER_ANSWER.toMillis()))
                        .put("loglevel", "-1")
                        .build();
        try {
            session.call("terminate", body, END_DEADLINE);
            LOG.atInfo()
                    .addKeyValue("ike-sa", sa.uniqueId())
                    .log("ended a live SA of a removed key");
        } catch (ViciCommandFailed e) {
            // It went by itself, or by force past the peer's time; the next listing tells.
            LOG.atDebug().addKeyValue("ike-sa", sa.uniqueId()).setCause(e).log("live SA not ended");
        }
    }
}
