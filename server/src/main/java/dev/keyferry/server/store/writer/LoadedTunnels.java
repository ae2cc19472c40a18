package dev.keyferry.server.store.writer;

import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.seal.Fingerprint;
import dev.keyferry.server.domain.tunnel.Tunnel;
import dev.keyferry.server.store.rows.Statements;
import dev.keyferry.server.store.rows.VersionRow;
import dev.keyferry.server.store.rows.tunnel.TunnelRow;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The tunnels of which a group's changes want everything. Confined to one thread. */
final class LoadedTunnels {
    private final Statements statements;
    private final Map<TunnelId, Tunnel> tunnels = new HashMap<>();
    private final Set<SetKey> setByGroup = new HashSet<>();

    LoadedTunnels(Statements statements) {
        this.statements = statements;
    }

    private record SetKey(TunnelId tunnel, Fingerprint fingerprint) {}

    void load(List<TunnelId> ids) throws SQLException {
        TunnelRow.read(statements, ids).forEach(this::put);
    }

    /** The tunnel, with the key that it had when it was read. */
    Optional<Tunnel> find(TunnelId id) {
        return Optional.ofNullable(tunnels.get(id));
    }

    boolean everHad(TunnelId tunnel, Fingerprint fingerprint) {
        return setByGroup.contains(new SetKey(tunnel, fingerprint))
                || VersionRow.isKnown(statements, tunnel, fingerprint);
    }

    void put(Tunnel tunnel) {
        tunnels.put(tunnel.id(), tunnel);
    }

    /** The group sets this key, which is not in the database yet. */
    void remember(TunnelId tunnel, Fingerprint fingerprint) {
        setByGroup.add(new SetKey(tunnel, fingerprint));
    }
}
