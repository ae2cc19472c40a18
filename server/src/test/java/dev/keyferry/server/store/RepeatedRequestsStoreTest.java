package dev.keyferry.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.AccountNumber;
import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.server.domain.repeat.RememberedRequest;
import dev.keyferry.server.domain.repeat.RequestMark;
import dev.keyferry.server.store.Faults.Fault;
import dev.keyferry.server.store.Faults.Lasting;
import dev.keyferry.server.usecase.port.Change;
import dev.keyferry.server.usecase.port.Change.Action;
import dev.keyferry.server.usecase.port.Change.Names;
import dev.keyferry.server.usecase.port.Decision;
import dev.keyferry.server.usecase.port.Effect.RequestRemembered;
import dev.keyferry.server.usecase.port.StoreUnavailable;
import dev.keyferry.server.usecase.upkeep.ForgetRequests;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RepeatedRequestsStoreTest extends EachEngine {
    private static final int MANY = 10_000;
    private static final AccountNumber BUSY = new AccountNumber(1000);
    private static final AccountNumber QUIET = new AccountNumber(1001);
    private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");

    @ParameterizedTest
    @EnumSource(Fault.class)
    void aRepeatAfterALostAnswerIsDoneOnceInAll(Fault fault) throws Exception {
        Faults faults = new Faults();
        try (StoreFixture store = StoreFixture.open(writingBy(faults))) {
            AccountId account = store.account();
            faults.count();
            store.createNamed(account, "counts the steps", mark(1));
            int commit = faults.steps();

            faults.arm(commit, fault, Lasting.FOR_GOOD);
            assertThatThrownBy(() -> store.createNamed(account, "t", mark(2)))
                    .isInstanceOf(StoreUnavailable.class);
            faults.disarm();

            List<TunnelId> created = store.createNamed(account, "t", mark(2));
            assertThat(store.createNamed(account, "t", mark(2))).isEqualTo(created);
            assertThat(store.number("SELECT count(*) FROM tunnel WHERE name = 't'")).isOne();
        }
    }

    @Test
    void remembersSoManyTunnelsOfAnAccountAndForgetsItsOldestRequestsBeyond() throws Exception {
        try (StoreFixture store = StoreFixture.open(database())) {
            int most = RememberedRequest.MAX_TUNNELS_PER_ACCOUNT / MANY;
            for (int i = 0; i < most; i++) {
                remember(store, BUSY, i, MANY);
            }
            assertThat(store.number("SELECT count(*) FROM idempotency")).isEqualTo(most);
            remember(store, BUSY, most, 1);
            assertThat(store.number("SELECT count(*) FROM idempotency")).isEqualTo(most);
            assertThat(isRemembered(store, 0)).isFalse();
            assertThat(isRemembered(store, 1)).isTrue();
            assertThat(isRemembered(store, most)).isTrue();
        }
    }

    @Test
    void accountThatNamesTooMuchMakesTheServerForgetNothingOfAnother() throws Exception {
        try (StoreFixture store = StoreFixture.open(database())) {
            int most = RememberedRequest.MAX_TUNNELS_PER_ACCOUNT / MANY;
            int quiet = 100;
            remember(store, QUIET, quiet, 1);
            for (int i = 0; i <= most; i++) {
                remember(store, BUSY, i, MANY);
            }
            remember(store, QUIET, quiet + 1, 1);

            assertThat(isRemembered(store, 0)).isFalse();
            assertThat(isRemembered(store, 1)).isTrue();
            assertThat(isRemembered(store, quiet)).isTrue();
            assertThat(isRemembered(store, quiet + 1)).isTrue();
        }
    }

    @Test
    void upkeepForgetsWhatIsADayOld() throws Exception {
        AtomicReference<Instant> now = new AtomicReference<>(START);
        try (StoreFixture store = StoreFixture.open(database(), now::get)) {
            ForgetRequests upkeep = new ForgetRequests(store.store().writer(), new SecureRandom());
            remember(store, BUSY, 1, 1);
            now.set(START.plusSeconds(1));
            remember(store, BUSY, 2, 1);
            now.set(START.plus(RememberedRequest.KEPT));
            upkeep.forget();
            assertThat(store.number("SELECT count(*) FROM idempotency")).isOne();
            long audited = store.number("SELECT count(*) FROM audit");
            upkeep.forget();
            assertThat(store.number("SELECT count(*) FROM audit")).isEqualTo(audited);
        }
    }

    @Test
    void keepsNothingOfARequestInClear() throws Exception {
        try (StoreFixture store = StoreFixture.open(database())) {
            AccountId account = store.account();
            store.createNamed(account, "t", mark(1));
            assertThat(store.rows("idempotency"))
                    .singleElement()
                    .asString()
                    .contains(mark(1).key().hex(), mark(1).content().hex());
        }
    }

    private static void remember(StoreFixture store, AccountNumber account, int number, int tunnels)
            throws InterruptedException {
        List<TunnelId> ids =
                IntStream.range(0, tunnels)
                        .mapToObj(i -> new TunnelId("%032x".formatted(i)))
                        .toList();
        RememberedRequest request =
                new RememberedRequest(mark(number), account, ids, Optional.empty());
        store.store()
                .writer()
                .write(
                        new Change<>(
                                store.caller(),
                                Action.CREATE_TUNNELS,
                                1,
                                Names.NOTHING,
                                _ ->
                                        new Decision<>(
                                                number,
                                                List.of(new RequestRemembered(request)),
                                                "remembered")));
    }

    private static boolean isRemembered(StoreFixture store, int number)
            throws InterruptedException {
        return store.store()
                .writer()
                .preview(
                        new Change<>(
                                store.caller(),
                                Action.CREATE_TUNNELS,
                                1,
                                Names.NOTHING,
                                group ->
                                        new Decision<>(
                                                group.remembered(mark(number).key()).isPresent(),
                                                List.of(),
                                                "looked")));
    }

    private static RequestMark mark(int number) {
        byte[] hash = ByteBuffer.allocate(RequestMark.BYTES).putInt(number + 1).array();
        return new RequestMark(Bytes.copyOf(hash), Bytes.copyOf(hash));
    }
}
