package dev.keyferry.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.identity.IkeDomain;
import dev.keyferry.server.domain.edge.Edge;
import dev.keyferry.server.domain.gateway.Gateway;
import dev.keyferry.server.domain.gateway.KeptGateway;
import dev.keyferry.server.store.rows.Statements;
import dev.keyferry.server.store.rows.edge.GatewayRow;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a server reads for gateways before its watch has told it of another server's commit. */
class FollowedFleetTest extends EachEngine {
    private static final KeptGateway OTHER =
            new KeptGateway(Gateway.local(Instant.EPOCH), Bytes.copyOf(new byte[32]));

    private final List<List<KeptGateway>> told = new ArrayList<>();

    @Test
    void recordsAreHandedOutOnlyByTheNewestGateways() throws Exception {
        try (Store store = openWithoutWatch()) {
            store.records().after(EdgeId.DEFAULT, Revision.NONE);
            told.clear();
            store.records().after(EdgeId.DEFAULT, Revision.NONE);
            assertThat(told).isEmpty();

            changeAtAnotherServer();

            store.records().after(EdgeId.DEFAULT, Revision.NONE);
            assertThat(told).containsExactly(List.of(OTHER));
        }
    }

    /** Nothing but the reading itself tells it of commits. */
    private Store openWithoutWatch() {
        Engine engine = database();
        return Store.open(
                new Engine(
                        engine.migrating(),
                        engine.writing(),
                        engine.reading(),
                        engine.copying(),
                        Optional.empty(),
                        engine.readers()),
                StoreFixture.founding(IkeDomain.DEFAULT, StoreFixture.EDGE_KEY.publicKey()),
                InstantSource.system(),
                new Deaf() {
                    @Override
                    public void changedElsewhere(List<Edge> edges, List<KeptGateway> gateways) {
                        told.add(gateways);
                    }
                });
    }

    private void changeAtAnotherServer() throws SQLException {
        try (Statements statements = Statements.open(database().writing());
                Statement head = statements.connection().createStatement()) {
            GatewayRow.keep(statements, List.of(OTHER));
            head.executeUpdate("UPDATE head SET fleet = fleet + 1");
            statements.connection().commit();
        }
    }
}
