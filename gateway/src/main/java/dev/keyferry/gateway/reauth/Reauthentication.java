package dev.keyferry.gateway.reauth;

import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.identity.PrintedIdentity;
import dev.keyferry.feed.reauth.ReauthOrder;
import dev.keyferry.feed.reauth.ReauthOutcome.Kind;
import dev.keyferry.gateway.desired.Desired;
import dev.keyferry.gateway.desired.Held;
import dev.keyferry.gateway.proof.ProofWatch;
import dev.keyferry.gateway.proof.ProofWatch.Shown;
import dev.keyferry.gateway.rules.SocketRefused;
import dev.keyferry.gateway.watch.Charon;
import dev.keyferry.gateway.watch.LiveSa;
import dev.keyferry.gateway.watch.LiveSas;
import dev.keyferry.vici.ViciEvents;
import dev.keyferry.vici.ViciException;
import dev.keyferry.vici.ViciSession;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the peers of a tunnel authenticate anew, and waits until it is clear whether they have the
 * key. What counts as that is what proves a key, no less. Thread-safe.
 */
public final class Reauthentication {
    /** How long a peer may take to come back. */
    static final Duration COMING_BACK = Duration.ofSeconds(25);

    /** How long is waited after a refusal for a better attempt to come up and to stay. */
    static final Duration AFTER_REFUSAL = Duration.ofSeconds(5);

    private static final List<String> EVENTS = List.of("ike-updown");
    private static final Logger LOG = LoggerFactory.getLogger(Reauthentication.class);

    private final Charon charon;
    private final Desired desired;
    private final ProofWatch proofs;
    private final Map<Comeback, TunnelId> waiting = new ConcurrentHashMap<>();

    public Reauthentication(Charon charon, Desired desired, ProofWatch proofs) {
        this.charon = charon;
        this.desired = desired;
        this.proofs = proofs;
        proofs.onShown(this::shown);
    }

    /** Carries out an order, whatever its number and time, and returns what came of it. */
    public Kind carryOut(ReauthOrder order) throws InterruptedException {
        Optional<Held> held = desired.of(order.tunnel()).filter(Held::isLive);
        if (held.isEmpty() || !proofs.awaitLoaded(order.tunnel(), order.version())) {
            return Kind.NOT_LOADED;
        }
        Comeback comeback = new Comeback(identities(held.get()));
        waiting.put(comeback, order.tunnel());
        try (ProofWatch.Calling _ = proofs.calling(order.tunnel());
                ViciSession session = charon.connect();
                ViciEvents _ = charon.listen(EVENTS, comeback)) {
            return carryOut(new LiveSas(session), comeback);
        } catch (SocketRefused | ViciException e) {
            LOG.atWarn()
                    .addKeyValue("tunnel", order.tunnel())
                    .setCause(e)
                    .log("the charon could not be asked to reauthenticate");
            return Kind.NOT_BEGUN;
        } finally {
            waiting.remove(comeback);
        }
    }

    private static Set<PrintedIdentity> identities(Held held) {
        return held.record().binding().identities().stream()
                .map(PrintedIdentity::of)
                .collect(Collectors.toSet());
    }

    private static Kind carryOut(LiveSas sas, Comeback comeback) throws InterruptedException {
        List<LiveSa> former = up(sas, comeback);
        if (former.isEmpty()) {
            return Kind.NO_SA;
        }
        comeback.begin(former);
        former.forEach(sas::reauthenticate);
        Comeback.End end = comeback.await(COMING_BACK, AFTER_REFUSAL);
        boolean isLeft = isLeft(former, sas, comeback);
        return switch (end) {
            case SHOWN -> isLeft ? Kind.KEPT : Kind.REAUTHENTICATED;
            case REFUSED -> isLeft ? Kind.REFUSED_KEPT : Kind.REFUSED;
            case SILENCE -> isLeft ? Kind.KEPT : Kind.NOT_BACK;
        };
    }

    private static List<LiveSa> up(LiveSas sas, Comeback comeback) {
        return sas.of(comeback.identities()).stream().filter(LiveSa::isUp).toList();
    }

    private static boolean isLeft(List<LiveSa> former, LiveSas sas, Comeback comeback) {
        Set<Long> ids = former.stream().map(LiveSa::uniqueId).collect(Collectors.toSet());
        try {
            return up(sas, comeback).stream().map(LiveSa::uniqueId).anyMatch(ids::contains);
        } catch (ViciException e) {
            // A charon that is gone has no SAs, and one that hangs carries none for long.
            LOG.atDebug().setCause(e).log("the charon was lost meanwhile");
            return false;
        }
    }

    private void shown(Shown shown) {
        waiting.forEach((comeback, tunnel) -> {
            if (tunnel.equals(shown.tunnel())) {
                comeback.shown(shown);
            }
        });
    }
}
