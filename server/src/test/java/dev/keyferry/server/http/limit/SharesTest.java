package dev.keyferry.server.http.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keyferry.server.domain.rights.Actor;
import dev.keyferry.server.http.answer.RequestRefused;
import org.junit.jupiter.api.Test;

class SharesTest {
    private final Shares shares = new Shares(100, 60);

    @Test
    void givesAnActorItsShareAndNotOneMore() {
        try (var first = shares.of(Actor.SERVER);
                var second = shares.of(Actor.SERVER)) {
            first.take(59);
            second.take(1);
            assertThat(refusal(first, 1)).isEqualTo(429);
        }
        try (var again = shares.of(Actor.SERVER)) {
            again.take(60);
        }
    }

    @Test
    void givesAllThereIsAndNotOneMore() {
        try (var one = shares.of(Actor.SERVER);
                var other = shares.of(Actor.ADMINISTRATOR)) {
            one.take(60);
            other.take(40);
            assertThat(refusal(other, 1)).isEqualTo(503);
        }
        try (var other = shares.of(Actor.ADMINISTRATOR)) {
            other.take(60);
        }
    }

    @Test
    void takesNothingWhereItRefuses() {
        try (var one = shares.of(Actor.SERVER)) {
            one.take(30);
            assertThat(refusal(one, 31)).isEqualTo(429);
            one.take(30);
        }
    }

    @Test
    void remembersNobodyWhoHoldsNothing() {
        try (var one = shares.of(Actor.SERVER);
                var _ = shares.of(Actor.ADMINISTRATOR)) {
            one.take(1);
            assertThat(shares.actors()).isEqualTo(1);
        }
        assertThat(shares.actors()).isZero();
    }

    private static int refusal(Shares.Holding holding, int amount) {
        return catchThrowableOfType(RequestRefused.class, () -> holding.take(amount))
                .answer()
                .status();
    }
}
