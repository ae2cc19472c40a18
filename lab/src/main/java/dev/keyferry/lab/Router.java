package dev.keyferry.lab;

import dev.keyferry.lab.charon.Charon;
import dev.keyferry.lab.charon.IkeSa;
import dev.keyferry.lab.charon.Initiation;
import dev.keyferry.lab.space.Host;
import dev.keyferry.lab.space.PingCount;
import dev.keyferry.lab.space.PingRun;
import java.time.Duration;
import java.util.List;

/** A customer's router: a host whose charon, stock or modified, brings tunnels up. */
public record Router(Host host, Charon charon) {

    /** Sets its side of the tunnel and its key, in place of what it had under the tunnel's name. */
    public void load(LabTunnel tunnel, byte[] psk) {
        charon.client().loadConnection(tunnel.name(), tunnel.routerSettings());
        charon.client().loadSecret(tunnel.name(), psk, List.of(tunnel.routerId()));
    }

    /**
     * Brings the tunnel up afresh, taking it down first if it is up, and waits for the outcome. An
     * attempt that fails leaves nothing that could still come up later.
     *
     * @param timeout how long charon tries
     */
    public Initiation initiate(LabTunnel tunnel, Duration timeout) {
        // charon refuses a second child between the same addresses, and goes on with an attempt
        // whose waiter has given up.
        terminate(tunnel);
        Initiation outcome = charon.initiate(tunnel.name(), tunnel.child(), timeout);
        if (!outcome.isUp()) {
            terminate(tunnel);
        }
        return outcome;
    }

    /** Takes the tunnel down; nothing happens if it is down. */
    public void terminate(LabTunnel tunnel) {
        charon.client().terminate(tunnel.name());
    }

    /** Whether this side holds the tunnel up, its child included. */
    public boolean isUp(LabTunnel tunnel) {
        return charon.client().sas().stream()
                .filter(sa -> sa.connection().equals(tunnel.name()))
                .filter(IkeSa::isEstablished)
                .anyMatch(sa -> tunnel.child().stream().allMatch(sa.installedChildren()::contains));
    }

    /** Sends echo requests through the tunnel, to the gateway's protected address. */
    public PingCount ping(LabTunnel tunnel, int count, Duration interval) {
        return host.ping(tunnel.gateway().protectedAddress(), count, interval);
    }

    /** Sends echo requests through the tunnel until it is stopped. */
    public PingRun startPing(LabTunnel tunnel, Duration interval) {
        return host.startPing(tunnel.gateway().protectedAddress(), interval);
    }
}
