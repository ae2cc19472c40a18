package dev.keyferry.server.http.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.keyferry.server.domain.rights.Actor;
import dev.keyferry.server.domain.rights.TokenId;
import dev.keyferry.server.http.answer.RequestRefused;
import java.lang.Thread.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private static final Actor ONE = Actor.ADMINISTRATOR;
    private static final Actor OTHER = Actor.holderOf(new TokenId("0".repeat(32)));

    @Test
    void oneActorDoesOneThingAtATime() throws Exception {
        Turns turns = new Turns(Duration.ofMinutes(1));
        FutureTask<Boolean> second = new FutureTask<>(() -> take(turns, ONE));
        Thread waits = Thread.ofPlatform().unstarted(second);
        try (Turns.Turn _ = turns.of(ONE)) {
            waits.start();
            await().until(() ->
                    waits.getState() == State.TIMED_WAITING
                            || waits.getState() == State.TERMINATED);
            assertThat(second.isDone()).isFalse();
            assertThat(take(turns, OTHER)).isTrue();
        }

        assertThat(second.get()).isTrue();
        assertThat(turns.actors()).isZero();
    }

    @Test
    void isToldToTryLaterWhoseTurnDoesNotCome() throws Exception {
        Turns turns = new Turns(Duration.ZERO);
        try (Turns.Turn _ = turns.of(ONE)) {
            assertThatThrownBy(() -> turns.of(ONE)).isInstanceOf(RequestRefused.class);
        }
        assertThat(take(turns, ONE)).isTrue();
        assertThat(turns.actors()).isZero();
    }

    @Test
    void whatAnActorHasWaitIsBounded() throws Exception {
        Turns turns = new Turns(Duration.ofMinutes(1));
        List<Thread> waiting = new ArrayList<>();
        try (Turns.Turn _ = turns.of(ONE)) {
            for (int i = 0; i < Turns.MAX_WAITING; i++) {
                Thread thread = Thread.ofPlatform().start(new FutureTask<>(() -> take(turns, ONE)));
                waiting.add(thread);
                await().until(() -> thread.getState() == State.TIMED_WAITING);
            }

            assertThatThrownBy(() -> turns.of(ONE)).isInstanceOf(RequestRefused.class);
            assertThat(take(turns, OTHER)).isTrue();
        }
        for (Thread thread : waiting) {
            thread.join();
        }
        assertThat(turns.actors()).isZero();
    }

    private static boolean take(Turns turns, Actor actor) throws InterruptedException {
        try (Turns.Turn turn = turns.of(actor)) {
            return turn != null;
        }
    }
}
