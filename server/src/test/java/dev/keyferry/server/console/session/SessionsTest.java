package dev.keyferry.server.console.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.id.Bytes;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SessionsTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final Sessions sessions = new Sessions(new SecureRandom(), (InstantSource) now::get);

    @Test
    void oneTokenHasSoManySessionsAndNotOneMore() {
        Ticket other = sessions.begin(hash(1));
        List<Ticket> own = new ArrayList<>();
        for (int i = 0; i < Sessions.MAX_OF_TOKEN; i++) {
            own.add(sessions.begin(hash(2)));
        }
        assertThat(own).allMatch(ticket -> sessions.use(ticket).isPresent());

        own.add(sessions.begin(hash(2)));

        assertThat(sessions.use(own.removeFirst())).isEmpty();
        assertThat(own).allMatch(ticket -> sessions.use(ticket).isPresent());
        assertThat(sessions.use(other)).isPresent();
    }

    @Test
    void thereAreSoManySessionsAndNotOneMore() {
        List<Ticket> all = new ArrayList<>();
        for (int i = 0; i < Sessions.MAX_SESSIONS; i++) {
            all.add(sessions.begin(hash(i)));
        }
        assertThat(sessions.use(all.getFirst())).isPresent();

        sessions.begin(hash(Sessions.MAX_SESSIONS));

        assertThat(sessions.size()).isEqualTo(Sessions.MAX_SESSIONS);
        assertThat(sessions.use(all.get(0))).isPresent();
        assertThat(sessions.use(all.get(1))).isEmpty();
    }

    @Test
    void endedOnesTakeNoRoom() {
        sessions.begin(hash(1));
        now.set(Instant.EPOCH.plus(Sessions.IDLE));

        sessions.begin(hash(2));

        assertThat(sessions.size()).isEqualTo(1);
    }

    @Test
    void clockThatIsSetBackEndsASession() {
        now.set(Instant.EPOCH.plusSeconds(10));
        Ticket ticket = sessions.begin(hash(1));

        now.set(Instant.EPOCH);

        assertThat(sessions.use(ticket)).isEmpty();
    }

    @Test
    void ticketsAreLongAndDifferentAndPrintNothing() {
        Ticket one = sessions.begin(hash(1));
        Ticket other = sessions.begin(hash(1));

        assertThat(one.reveal()).matches("[A-Za-z0-9_-]{43}").isNotEqualTo(other.reveal());
        assertThat(one.isSame(Ticket.sent(one.reveal()))).isTrue();
        assertThat(one.isSame(other)).isFalse();
        assertThat(one).asString().isEqualTo("Ticket(redacted)");
    }

    private static Bytes hash(int token) {
        return Bytes.copyOf(new byte[] {(byte) (token >> 8), (byte) token});
    }
}
