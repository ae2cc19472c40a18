package dev.keyferry.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.identity.IkeIdentity;
import dev.keyferry.server.Deployed;
import dev.keyferry.server.domain.Mode;
import dev.keyferry.server.domain.tunnel.FarIdentities;
import dev.keyferry.server.domain.tunnel.edit.TunnelEdits;
import dev.keyferry.server.store.FaultySource.Fault;
import dev.keyferry.server.usecase.keys.SentKey;
import dev.keyferry.server.usecase.port.StoreUnavailable;
import dev.keyferry.server.usecase.tunnel.CreateTunnels.NewTunnel;
import dev.keyferry.server.usecase.tunnel.TunnelUpdate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Changes whose decisions look things up themselves, with a fault at every single call to the
 * database: a store that is away is never taken for a defect.
 */
class FaultyLookupTest extends EachEngine {
    private static final SentKey KEY = Deployed.key("qV7mZ2xKd9RtB4nW8sYc3HfJ6pLg5TzA");
    private static final SentKey OTHER = Deployed.key("Nw5cT8bXr3JyQ6vE9kMz2GhS7fPd4LuC");
    private static final IkeIdentity ROUTER = IkeIdentity.ofText(IkeIdentity.Type.KEYID, "router");
    private static final int MOST_STEPS = 100;
    private static final String CHANGED = "the change failed; nothing was changed";
    private static final String TRIED = "the store cannot be read";

    private FaultySource writing;
    private FaultySource reading;
    private StoreFixture store;
    private AccountId account;
    private TunnelId tunnel;

    @BeforeEach
    void open() throws Exception {
        writing = new FaultySource(database().writing());
        reading = new FaultySource(database().reading());
        store =
                StoreFixture.open(
                        new Engine(
                                database().migrating(),
                                writing,
                                reading,
                                database().copying(),
                                database().sharing(),
                                database().readers()));
        account = store.account();
        tunnel = store.tunnels(account, "t", 1).getFirst();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void saysThatACreationChangedNothing(Fault fault) throws Exception {
        // What it looks up: an endpoint's edge, and for each identity whether it is free.
        assertThat(faults(writing, fault, () -> create(Mode.APPLY), CHANGED)).isGreaterThan(9);
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void saysThatAnUpdateChangedNothing(Fault fault) throws Exception {
        // One lookup more: whether the tunnel ever had the key.
        assertThat(faults(writing, fault, () -> update(Mode.APPLY), CHANGED)).isGreaterThan(9);
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void saysTheSameOfACreationThatIsTriedOut(Fault fault) throws Exception {
        assertThat(faults(reading, fault, () -> create(Mode.VALIDATE_ONLY), TRIED))
                .isGreaterThan(3);
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void saysTheSameOfAnUpdateThatIsTriedOut(Fault fault) throws Exception {
        assertThat(faults(reading, fault, () -> update(Mode.VALIDATE_ONLY), TRIED))
                .isGreaterThan(3);
    }

    private interface Call {
        void run() throws InterruptedException;
    }

    /** Fails every step of the call in turn until it succeeds; returns how many failed it. */
    private int faults(FaultySource source, Fault fault, Call call, String message)
            throws InterruptedException {
        List<String> before = contents();
        for (int n = 1; n < MOST_STEPS; n++) {
            source.arm(n, fault);
            Optional<StoreUnavailable> failure = failure(call);
            source.disarm();
            if (failure.isEmpty()) {
                return n - 1;
            }
            assertThat(failure.get()).hasMessageStartingWith(message);
            assertThat(contents()).isEqualTo(before);
        }
        throw new AssertionError("no call takes so many steps");
    }

    private static Optional<StoreUnavailable> failure(Call call) throws InterruptedException {
        try {
            call.run();
            return Optional.empty();
        } catch (StoreUnavailable e) {
            return Optional.of(e);
        }
    }

    private void create(Mode mode) throws InterruptedException {
        FarIdentities far = new FarIdentities(Optional.empty(), List.of(ROUTER));
        NewTunnel wanted =
                new NewTunnel("", Deployed.parameters("new", "203.0.113.1", far), Optional.of(KEY));
        assertThat(store.create(account, wanted, mode).tunnel().parameters().farIdentities())
                .isEqualTo(far);
    }

    private void update(Mode mode) throws InterruptedException {
        TunnelUpdate wanted =
                new TunnelUpdate("", tunnel, TunnelEdits.explicit(ROUTER), Optional.of(OTHER));
        assertThat(store.update(account, mode, wanted)).hasSize(1);
    }

    private List<String> contents() {
        return List.of("tunnel", "identity", "record", "psk_version", "data_key", "audit", "head")
                .stream()
                .flatMap(table -> store.rows(table).stream())
                .toList();
    }
}
