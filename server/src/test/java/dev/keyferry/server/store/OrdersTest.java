package dev.keyferry.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.PskVersion;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.reauth.ReauthOrder;
import dev.keyferry.server.usecase.port.Change;
import dev.keyferry.server.usecase.port.Change.Action;
import dev.keyferry.server.usecase.port.Change.Names;
import dev.keyferry.server.usecase.port.Decision;
import dev.keyferry.server.usecase.port.Effect.ReauthOrdered;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How orders to reauthenticate are kept. */
class OrdersTest {
    private static final EdgeId BERLIN = new EdgeId("berlin");
    private static final TunnelId ONE = new TunnelId("1".repeat(TunnelId.DIGITS));
    private static final TunnelId TWO = new TunnelId("2".repeat(TunnelId.DIGITS));
    private static final Duration LASTS = Duration.ofSeconds(10);

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-11-30T12:00:00Z"));

    @TempDir private Path directory;
    private StoreFixture store;

    @BeforeEach
    void open() {
        store = StoreFixture.open(Engine.sqlite(directory.resolve("keyferry.db")), now::get);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void orderTakesARevisionAndIsThereUntilItsEnd() throws Exception {
        ReauthOrder first = order(EdgeId.DEFAULT, ONE);
        ReauthOrder second = order(EdgeId.DEFAULT, TWO);

        assertThat(second.number()).isEqualTo(first.number().next());
        assertThat(store.store().writer().head()).isEqualTo(second.number());
        assertThat(open(EdgeId.DEFAULT, Revision.NONE)).containsExactly(first, second);
        assertThat(open(EdgeId.DEFAULT, first.number())).containsExactly(second);
        now.updateAndGet(time -> time.plus(LASTS));
        assertThat(open(EdgeId.DEFAULT, Revision.NONE)).isEmpty();
    }

    @Test
    void newerOrderOfATunnelIsInThePlaceOfTheFormerAndThoseThatEndedGo() throws Exception {
        order(EdgeId.DEFAULT, ONE);
        ReauthOrder again = order(EdgeId.DEFAULT, ONE);
        assertThat(open(EdgeId.DEFAULT, Revision.NONE)).containsExactly(again);

        now.updateAndGet(time -> time.plus(LASTS));
        order(EdgeId.DEFAULT, TWO);
        assertThat(store.look("SELECT count(*) FROM reauth", row -> row.getInt(1)))
                .containsExactly(1);
    }

    @Test
    void ordersAreThoseOfOneEdge() throws Exception {
        ReauthOrder there = order(BERLIN, ONE);
        assertThat(open(EdgeId.DEFAULT, Revision.NONE)).isEmpty();
        assertThat(open(BERLIN, Revision.NONE)).containsExactly(there);
    }

    private List<ReauthOrder> open(EdgeId edge, Revision after) throws InterruptedException {
        return store.store().orders().open(edge, after, 100);
    }

    private ReauthOrder order(EdgeId edge, TunnelId tunnel) throws InterruptedException {
        Bytes mac = Bytes.ofHex("ab".repeat(32));
        return store.store()
                .writer()
                .write(
                        new Change<>(
                                store.caller(),
                                Action.REAUTHENTICATE,
                                1,
                                Names.NOTHING,
                                group -> {
                                    ReauthOrder order =
                                            new ReauthOrder(
                                                    group.head().next(),
                                                    tunnel,
                                                    new PskVersion(3),
                                                    group.now().plus(LASTS),
                                                    mac);
                                    return new Decision<>(
                                            order,
                                            List.of(new ReauthOrdered(edge, order)),
                                            "ordered");
                                }));
    }
}
