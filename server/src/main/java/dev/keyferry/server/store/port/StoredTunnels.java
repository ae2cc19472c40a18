package dev.keyferry.server.store.port;

import static java.util.stream.Collectors.toMap;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.server.domain.tunnel.Tunnel;
import dev.keyferry.server.store.rows.AccountRow;
import dev.keyferry.server.store.rows.KeyRow;
import dev.keyferry.server.store.rows.SameKeyRow;
import dev.keyferry.server.store.rows.Statements;
import dev.keyferry.server.store.rows.tunnel.TunnelRow;
import dev.keyferry.server.usecase.port.TunnelKey;
import dev.keyferry.server.usecase.port.Tunnels;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tunnels and what is known of their keys. Thread-safe. */
public record StoredTunnels(ReaderPools readers) implements Tunnels {
    @Override
    public Optional<Tunnel> find(AccountId account, TunnelId id) throws InterruptedException {
        return readers.few().read(statements -> TunnelRow.find(statements, account, id));
    }

    @Override
    public List<Tunnel> find(AccountId account, List<TunnelId> ids) throws InterruptedException {
        Map<TunnelId, Tunnel> found =
                readers.of(ids.size()).read(statements -> TunnelRow.read(statements, ids)).stream()
                        .filter(tunnel -> tunnel.account().equals(account))
                        .collect(toMap(Tunnel::id, tunnel -> tunnel));
        return ids.stream().flatMap(id -> Optional.ofNullable(found.get(id)).stream()).toList();
    }

    @Override
    public Map<TunnelId, Integer> withSameKey(AccountId account, List<TunnelId> ids)
            throws InterruptedException {
        return readers.of(ids.size())
                .read(statements -> SameKeyRow.count(statements, account, ids));
    }

    @Override
    public List<TunnelId> ids(AccountId account) throws InterruptedException {
        return readers.many().read(statements -> TunnelRow.ids(statements, account));
    }

    @Override
    public Map<TunnelId, TunnelKey> keys(AccountId account, List<TunnelId> ids)
            throws InterruptedException {
        return readers.of(ids.size()).read(statements -> keys(statements, account, ids));
    }

    private static Map<TunnelId, TunnelKey> keys(
            Statements statements, AccountId account, List<TunnelId> ids) throws SQLException {
        Map<TunnelId, TunnelKey> keys = new HashMap<>();
        for (AccountRow owner : AccountRow.read(statements, List.of(account))) {
            for (KeyRow row : KeyRow.read(statements, ids)) {
                if (row.account() == owner.account().number().value()) {
                    keys.put(row.key().tunnel(), row.key());
                }
            }
        }
        return keys;
    }
}
