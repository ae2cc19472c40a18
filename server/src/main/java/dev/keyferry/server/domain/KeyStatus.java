package dev.keyferry.server.domain;

import dev.keyferry.feed.GatewayCondition.Assurance;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.id.PskVersion;
import dev.keyferry.server.domain.evidence.KeyEvidence;
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

    /** By what lists of keys are narrowed. */
    public enum Filter {
        UNSERVED,
        STORED,
        PARTIAL,
        /** On all gateways, whether proven or not. */
        LOADED,
        /** On one gateway at least: a router comes to one of them. */
        PROVEN,
        /** Attempts failed on one gateway at least, and the key is proven on none. */
        REJECTED;

        public boolean takes(KeyStatus status) {
            return switch (this) {
                case UNSERVED -> status.state() == State.UNSERVED;
                case STORED -> status.state() == State.STORED;
                case PARTIAL -> status.state() == State.PARTIAL;
                case LOADED -> status.state() == State.LOADED;
                case PROVEN -> status.isProven();
                case REJECTED ->
                        !status.isProven()
                                && status.gateways().values().stream()
                                        .anyMatch(g -> g.evidence().isRejected());
            };
        }
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
     * @param evidence what the gateway saw of peers since it holds this version
     */
    public record OnGateway(
            Stage stage,
            PskVersion version,
            Instant since,
            Optional<String> reason,
            Assurance assurance,
            KeyEvidence evidence) {}

    public KeyStatus {
        gateways = Collections.unmodifiableSortedMap(new TreeMap<>(gateways));
    }

    /** On one gateway at least: a router comes to one of them. */
    public boolean isProven() {
        return gateways.values().stream().anyMatch(g -> g.evidence().isProven());
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
