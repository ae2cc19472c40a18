package dev.keyferry.server.domain;

import dev.keyferry.feed.GatewayCondition.Assurance;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.id.PskVersion;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where a tunnel's key stands.
 *
 * @param version the version that the asking call set, or the newest one where it only reads
 * @param gateways every enrolled gateway of the tunnel's edge
 */
public record KeyStatus(PskVersion version, SortedMap<GatewayName, OnGateway> gateways) {
    /** Over all gateways of the edge. */
    public enum State {
        LOADED,
        PARTIAL,
        STORED,
        UNSERVED
    }

    /** On one gateway. */
    public enum Stage {
        /** Durable in the control plane; the gateway has not said that it has it. */
        STORED,
        /** Durable in the gateway's sealed cache. */
        DELIVERED,
        /** Held by the gateway's charon. */
        LOADED
    }

    /**
     * How far one gateway is.
     *
     * @param version the version that {@code stage} is said of: the tunnel's newest
     * @param since when it reached the stage, as far back as this process remembers
     * @param reason why it is not further: {@code token: sentence}
     */
    public record OnGateway(
            Stage stage,
            PskVersion version,
            Instant since,
            Optional<String> reason,
            Assurance assurance) {}

    public KeyStatus {
        gateways = Collections.unmodifiableSortedMap(new TreeMap<>(gateways));
    }

    public State state() {
        if (gateways.isEmpty()) {
            return State.UNSERVED;
        }
        long loaded = gateways.values().stream().filter(g -> g.stage() == Stage.LOADED).count();
        if (loaded == gateways.size()) {
            return State.LOADED;
        }
        return loaded == 0 ? State.STORED : State.PARTIAL;
    }
}
