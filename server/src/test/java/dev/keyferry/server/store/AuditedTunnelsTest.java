package dev.keyferry.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.identity.GeneratedIdentities;
import dev.keyferry.feed.identity.IkeDomain;
import dev.keyferry.feed.identity.IkeIdentity;
import dev.keyferry.server.domain.tunnel.Tunnel;
import dev.keyferry.server.store.rows.Columns;
import dev.keyferry.server.store.rows.audit.AuditItems;
import dev.keyferry.server.usecase.port.Effect;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the audit says of a tunnel, held against the tunnel as it stands. */
class AuditedTunnelsTest {
    @TempDir private Path directory;

    @Test
    void aTunnelThatWasChangedBesideTheServerIsNotTheOneOfTheAudit() throws Exception {
        Path file = directory.resolve("keyferry.db");
        AccountId account;
        TunnelId id;
        Bytes audited;
        try (StoreFixture store = StoreFixture.open(file)) {
            account = store.account();
            id = store.tunnels(account, "t", 1).getFirst();
            audited =
                    store.look(
                                    "SELECT items_hash FROM audit ORDER BY seq DESC LIMIT 1",
                                    row -> Columns.bytes(row, 1))
                            .getFirst();
            assertThat(hash(store, account, id)).isEqualTo(audited);
        }
        try (Connection connection = SqliteSources.writer(file).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE tunnel SET customer_endpoint = '192.0.2.66'");
        }
        try (StoreFixture store = StoreFixture.open(file)) {
            assertThat(hash(store, account, id)).isNotEqualTo(audited);
        }
    }

    /** What the audit would say of the creation of the tunnel as it is read now. */
    private static Bytes hash(StoreFixture store, AccountId account, TunnelId id)
            throws InterruptedException {
        Tunnel tunnel = store.store().tunnels().find(account, id).orElseThrow();
        List<IkeIdentity> identities =
                GeneratedIdentities.of(tunnel.number(), id, IkeDomain.DEFAULT).all();
        return AuditItems.of(List.of(new Effect.TunnelCreated(tunnel, identities))).hash();
    }
}
