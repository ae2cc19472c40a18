package dev.keyferry.server.console.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keyferry.feed.id.Bytes;
import java.lang.Thread.State;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SessionsTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final Sessions sessions = new Sessions(new SecureRandom(), (InstantSource) now::get);

    @Test
    void oneTokenHasSoManySessionsAndNotOneMore() {
        Ticket other = sessions.begin(hash(1), Channel.PLAIN);
        List<Ticket> own = new ArrayList<>();
        for (int i = 0; i < Sessions.MAX_OF_TOKEN; i++) {
            own.add(sessions.begin(hash(2), Channel.PLAIN));
        }
        assertThat(own).allMatch(ticket -> sessions.use(ticket, Channel.PLAIN).isPresent());

        own.add(sessions.begin(hash(2), Channel.PLAIN));

        assertThat(sessions.use(own.removeFirst(), Channel.PLAIN)).isEmpty();
        assertThat(own).allMatch(ticket -> sessions.use(ticket, Channel.PLAIN).isPresent());
        assertThat(sessions.use(other, Channel.PLAIN)).isPresent();
    }

    @Test
    void thereAreSoManySessionsAndNotOneMore() {
        List<Ticket> all = new ArrayList<>();
        for (int i = 0; i < Sessions.MAX_SESSIONS; i++) {
            all.add(sessions.begin(hash(i), Channel.PLAIN));
        }
        assertThat(sessions.use(all.getFirst(), Channel.PLAIN)).isPresent();

        sessions.begin(hash(Sessions.MAX_SESSIONS), Channel.PLAIN);

        assertThat(sessions.size()).isEqualTo(Sessions.MAX_SESSIONS);
        assertThat(sessions.use(all.get(0), Channel.PLAIN)).isPresent();
        assertThat(sessions.use(all.get(1), Channel.PLAIN)).isEmpty();
    }

    @Test
    void whoHasMostGivesWay() {
        Ticket idle = sessions.begin(hash(0), Channel.PLAIN);
        Ticket eldestOfMany = sessions.begin(hash(1), Channel.PLAIN);
        int token = 1;
        while (sessions.size() < Sessions.MAX_SESSIONS) {
            sessions.begin(hash(token), Channel.PLAIN);
            token = token % (Sessions.MAX_SESSIONS / 2) + 1;
        }

        sessions.begin(hash(Sessions.MAX_SESSIONS), Channel.PLAIN);

        assertThat(sessions.size()).isEqualTo(Sessions.MAX_SESSIONS);
        assertThat(sessions.use(idle, Channel.PLAIN)).isPresent();
        assertThat(sessions.use(eldestOfMany, Channel.PLAIN)).isEmpty();
    }

    @Test
    void ticketOfOneChannelIsNothingOnTheOther() {
        Ticket plain = sessions.begin(hash(1), Channel.PLAIN);
        Ticket secure = sessions.begin(hash(1), Channel.TLS);

        assertThat(sessions.use(plain, Channel.TLS)).isEmpty();
        assertThat(sessions.use(secure, Channel.PLAIN)).isEmpty();
        sessions.end(plain, Channel.TLS);

        assertThat(sessions.use(plain, Channel.PLAIN)).isPresent();
        assertThat(sessions.use(secure, Channel.TLS)).isPresent();
    }

    /** One thread is held up after it has read the clock, and another is faster. */
    @Test
    void lateThreadEndsNoSession() throws Exception {
        CountDownLatch reads = new CountDownLatch(1);
        CountDownLatch goesOn = new CountDownLatch(1);
        AtomicReference<Thread> late = new AtomicReference<>();
        Sessions shared =
                new Sessions(
                        new SecureRandom(),
                        () -> {
                            Instant read = now.get();
                            if (Thread.currentThread() == late.get()) {
                                reads.countDown();
                                join(goesOn);
                            }
                            return read;
                        });
        Ticket ticket = shared.begin(hash(1), Channel.PLAIN);
        late.set(Thread.ofPlatform().unstarted(() -> shared.use(ticket, Channel.PLAIN)));
        Thread fast = Thread.ofPlatform().unstarted(() -> shared.use(ticket, Channel.PLAIN));
        late.get().start();
        reads.await();
        now.set(Instant.EPOCH.plusSeconds(1));
        fast.start();
        await().until(() ->
                fast.getState() == State.WAITING || fast.getState() == State.TERMINATED);

        goesOn.countDown();
        late.get().join();
        fast.join();

        assertThat(shared.use(ticket, Channel.PLAIN)).isPresent();
    }

    @Test
    void endedOnesTakeNoRoom() {
        sessions.begin(hash(1), Channel.PLAIN);
        now.set(Instant.EPOCH.plus(Sessions.IDLE));

        sessions.begin(hash(2), Channel.PLAIN);

        assertThat(sessions.size()).isEqualTo(1);
    }

    @Test
    void clockThatIsSetBackEndsASession() {
        now.set(Instant.EPOCH.plusSeconds(10));
        Ticket ticket = sessions.begin(hash(1), Channel.PLAIN);

        now.set(Instant.EPOCH);

        assertThat(sessions.use(ticket, Channel.PLAIN)).isEmpty();
    }

    @Test
    void ticketsAreLongAndDifferentAndPrintNothing() {
        Ticket one = sessions.begin(hash(1), Channel.PLAIN);
        Ticket other = sessions.begin(hash(1), Channel.PLAIN);

        assertThat(one.reveal()).matches("[A-Za-z0-9_-]{43}").isNotEqualTo(other.reveal());
        assertThat(one.isSame(Ticket.sent(one.reveal()))).isTrue();
        assertThat(one.isSame(other)).isFalse();
        assertThat(one).asString().isEqualTo("Ticket(redacted)");
    }

    private static void join(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static Bytes hash(int token) {
        return Bytes.copyOf(new byte[] {(byte) (token >> 8), (byte) token});
    }
}
