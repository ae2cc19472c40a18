package dev.keyferry.server.store;

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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

record StoredTunnels(Readers readers) implements Tunnels {
    @Override
    public Optional<Tunnel> find(AccountId account, TunnelId id) throws InterruptedException {
        return readers.read(statements -> TunnelRow.find(statements, account, id));
    }

    @Override
    public List<Tunnel> find(AccountId account, List<TunnelId> ids) throws InterruptedException {
        return readers.read(statements -> {
            List<Tunnel> found = new ArrayList<>(ids.size());
            for (TunnelId id : ids) {
                TunnelRow.find(statements, account, id).ifPresent(found::add);
            }
            return found;
        });
    }

    @Override
    public Map<TunnelId, Integer> withSameKey(AccountId account, List<TunnelId> ids)
            throws InterruptedException {
        return readers.read(statements -> SameKeyRow.count(statements, account, ids));
    }

    @Override
    public List<Tunnel> ofAccount(AccountId account) throws InterruptedException {
        return readers.read(statements -> TunnelRow.ofAccount(statements, account));
    }

    @Override
    public Map<TunnelId, TunnelKey> keys(AccountId account, List<TunnelId> ids)
            throws InterruptedException {
        return readers.read(statements -> keys(statements, account, ids));
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
