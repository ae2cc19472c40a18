package dev.keyferry.server.usecase.port.reauth;

import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.reauth.ReauthOutcome.Kind;
import dev.keyferry.feed.reauth.Reauthenticating;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** Brings orders to gateways and hears what came of them. Thread-safe. */
public interface GatewayOrders {
    /**
     * What the gateway asks and tells. Once it is revoked, a call of it that waits ends, as does
     * every later one, with {@link dev.keyferry.server.usecase.refusal.Refusal.UnknownToken}.
     */
    Reauthenticating of(GatewayName gateway);

    /**
     * Waits until each of the gateways has told what came of the order, at most so long, and
     * returns what they told.
     */
    Map<GatewayName, Kind> await(Revision number, Set<GatewayName> gateways, Duration patience)
            throws InterruptedException;
}
