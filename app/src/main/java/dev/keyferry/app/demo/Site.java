package dev.keyferry.app.demo;

import dev.keyferry.app.api.Tunnel;
import dev.keyferry.lab.LabTunnel;
import dev.keyferry.lab.Router;
import dev.keyferry.lab.charon.Initiation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A customer's site: its tunnel in the API and its router. Confined to one thread. */
final class Site {
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final int PINGS = 10;
    private static final Duration PING_INTERVAL = Duration.ofMillis(20);

    private final Tunnel tunnel;
    private final Router router;
    private final LabTunnel line;

    Site(Tunnel tunnel, Router router, LabTunnel line) {
        this.tunnel = tunnel;
        this.router = router;
        this.line = line;
    }

    Tunnel tunnel() {
        return tunnel;
    }

    Router router() {
        return router;
    }

    LabTunnel line() {
        return line;
    }

    /** The router dials with this key and comes up; traffic goes both ways. */
    void comesUpWith(String key) {
        Initiation outcome = dial(key);
        if (outcome instanceof Initiation.Failed(String reason, String log)) {
            throw new StepFailed(tunnel.name() + " did not come up: " + reason + "\n" + log);
        }
        pingsWithoutLoss();
    }

    /** The router dials with this key, and the gateway refuses it by AUTHENTICATION_FAILED. */
    void isRefusedWith(String key) {
        Initiation outcome = dial(key);
        if (!(outcome instanceof Initiation.Failed(String reason, String log))) {
            throw new StepFailed(tunnel.name() + " came up with a key that is not its own");
        }
        StepFailed.unless(
                log.contains("AUTH_FAILED"),
                tunnel.name() + " failed, but was not refused: " + reason + "\n" + log);
    }

    void pingsWithoutLoss() {
        int lost = router.ping(line, PINGS, PING_INTERVAL).lost();
        StepFailed.unless(
                lost == 0,
                lost + " of " + PINGS + " pings through " + tunnel.name() + " were lost");
    }

    private Initiation dial(String key) {
        router.load(line, key.getBytes(StandardCharsets.US_ASCII));
        return router.initiate(line, PATIENCE);
    }
}
