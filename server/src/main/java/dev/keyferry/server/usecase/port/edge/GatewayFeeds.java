package dev.keyferry.server.usecase.port.edge;

import dev.keyferry.feed.Feed;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.server.domain.gateway.Reach;
import java.util.Optional;

/** The feeds of all gateways. Thread-safe. */
public interface GatewayFeeds {
    /**
     * The feed of the gateway; empty if it is none that is served. Once the gateway is revoked, a
     * call of it that waits ends, as does every later one, with {@link
     * dev.keyferry.server.usecase.refusal.Refusal.UnknownToken}.
     */
    Optional<Feed> feed(GatewayName gateway);

    /**
     * Holds back what the gateway is handed until the result is closed, by the same thread: what it
     * has asked for already waits as well.
     */
    Held hold(GatewayName gateway);

    /** A gateway that is handed nothing now. */
    interface Held extends AutoCloseable {
        /**
         * How far the gateway can have read by now.
         *
         * @param kept what is durable of it
         */
        Reach reach(Reach kept);

        @Override
        void close();
    }
}
