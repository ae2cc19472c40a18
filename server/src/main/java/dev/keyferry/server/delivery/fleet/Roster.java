package dev.keyferry.server.delivery.fleet;

import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.server.domain.gateway.Gateway;
import dev.keyferry.server.usecase.port.edge.ServedGateways;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The gateways that are served, as they were last committed. Thread-safe. */
public final class Roster implements ServedGateways {
    private final Map<GatewayName, Gateway> served = new ConcurrentHashMap<>();
    private final Map<EdgeId, Map<GatewayName, Gateway>> byEdge = new ConcurrentHashMap<>();
    private final Map<Bytes, Gateway> byToken = new ConcurrentHashMap<>();
    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();

    /** Takes the gateway as it is now; one that is not served leaves. */
    public void put(Gateway gateway) {
        Optional<Gateway> before = find(gateway.name());
        if (before.equals(Optional.of(gateway).filter(Gateway::isServed))) {
            return;
        }
        Map<GatewayName, Gateway> edge =
                byEdge.computeIfAbsent(gateway.edge(), _ -> new ConcurrentSkipListMap<>());
        before.flatMap(Gateway::token).ifPresent(byToken::remove);
        if (gateway.isServed()) {
            served.put(gateway.name(), gateway);
            edge.put(gateway.name(), gateway);
            gateway.token().ifPresent(token -> byToken.put(token, gateway));
        } else {
            served.remove(gateway.name());
            edge.remove(gateway.name());
        }
        watchers.forEach(Runnable::run);
    }

    @Override
    public Optional<Gateway> ofToken(Bytes hash) {
        return Optional.ofNullable(byToken.get(hash));
    }

    public Optional<Gateway> find(GatewayName name) {
        return Optional.ofNullable(served.get(name));
    }

    /** Those of the edge, in the order of their names. */
    public List<Gateway> of(EdgeId edge) {
        return List.copyOf(byEdge.getOrDefault(edge, Map.of()).values());
    }

    /** Runs the watcher after every change, on the thread that made it: it must not block. */
    public void watch(Runnable watcher) {
        watchers.add(watcher);
    }
}
