package dev.keyferry.server.store;

import static dev.keyferry.server.Deployed.entry;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.server.LoggedEvents;
import dev.keyferry.server.store.rows.edge.GatewayRow;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Who can write to the database puts in gateways that no server could have written. */
class MalformedGatewayTest extends EachEngine {
    private static final String KEY = "qV7mZ2xKd9RtB4nW8sYc3HfJ6pLg5TzA";

    private final Logger logger = (Logger) LoggerFactory.getLogger(GatewayRow.class);
    private final LoggedEvents logged = new LoggedEvents();

    @BeforeEach
    void listen() {
        logger.addAppender(logged);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(logged);
    }

    @Test
    void aRowThatCannotBeReadStopsNobodyElse() throws Exception {
        String name = "Not a name\n" + System.nanoTime();
        AccountId account;
        try (StoreFixture store = StoreFixture.open(database())) {
            account = store.account();
        }
        putIn(name, "0");
        putIn("gw-far", "-7");
        putIn("gw-1", "NULL");
        try (StoreFixture store = StoreFixture.open(database())) {
            TunnelId tunnel = store.tunnels(account, "t", 1).getFirst();
            assertThat(store.set(account, List.of(entry(tunnel, KEY))).applied()).hasSize(1);
            assertThat(store.store().records().after(EdgeId.DEFAULT, Revision.NONE).records())
                    .hasSize(1);
            assertThat(store.store().gateways().all())
                    .extracting(kept -> kept.gateway().name().value())
                    .containsExactly("gw-1");
            assertThat(store.store().gateways().find(new GatewayName("gw-far"))).isEmpty();
            assertThat(
                            store.store()
                                    .gateways()
                                    .ofToken(
                                            Bytes.copyOf(
                                                    "gw-far".getBytes(StandardCharsets.UTF_8))))
                    .isEmpty();
        }
        StoreFixture.open(database()).close();
        assertThat(logged.list)
                .filteredOn(event ->
                        event.getKeyValuePairs()
                                .getFirst()
                                .value
                                .equals(name.replaceAll("[ \n]", "?")))
                .hasSize(1);
    }

    private void putIn(String name, String reach) throws SQLException {
        try (Connection connection = database().writing().getConnection();
                Statement statement = connection.createStatement()) {
            String token =
                    database().sharing().isPresent()
                            ? "convert_to('" + name + "', 'UTF8')"
                            : "CAST('" + name + "' AS BLOB)";
            statement.executeUpdate(
                    "INSERT INTO gateway (name, edge, state, token, reach, created_at, mac) VALUES"
                            + " ('%s', 'default', 'ACTIVE', %s, %s, 0, %s)"
                                    .formatted(name, token, reach, token));
            statement.executeUpdate("UPDATE head SET fleet = fleet + 1");
        }
    }
}
