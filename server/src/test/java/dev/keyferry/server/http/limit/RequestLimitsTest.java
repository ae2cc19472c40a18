package dev.keyferry.server.http.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyferry.server.domain.rights.Actor;
import dev.keyferry.server.http.limit.RequestLimits.Quota;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RequestLimitsTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);

    @Test
    void letsTheMostThroughAndNoMoreUntilTheWindowEnds() {
        RequestLimits limits = new RequestLimits(RequestLimit.PUBLIC, now::get);
        for (int i = 1; i < 1_200; i++) {
            limits.count(Actor.ADMINISTRATOR);
        }
        assertThat(limits.count(Actor.ADMINISTRATOR).isExceeded()).isFalse();
        assertThat(limits.count(Actor.ADMINISTRATOR).isExceeded()).isTrue();
        assertThat(limits.count(Actor.SERVER).isExceeded()).isFalse();
        now.set(Instant.EPOCH.plusSeconds(300).minusNanos(1));
        assertThat(limits.count(Actor.ADMINISTRATOR).isExceeded()).isTrue();
        now.set(Instant.EPOCH.plusSeconds(300));
        assertThat(limits.count(Actor.ADMINISTRATOR).isExceeded()).isFalse();
    }

    @Test
    void writesThePublicHeadersWithSecondsRoundedUp() {
        RequestLimits limits =
                new RequestLimits(new RequestLimit(2, Duration.ofSeconds(10)), now::get);
        assertThat(limits.count(Actor.ADMINISTRATOR).headers())
                .containsEntry("Ratelimit", "\"default\";r=1;t=10")
                .containsEntry("Ratelimit-Policy", "\"default\";q=2;w=10");
        now.set(Instant.EPOCH.plusMillis(8_001));
        limits.count(Actor.ADMINISTRATOR);
        Quota third = limits.count(Actor.ADMINISTRATOR);
        assertThat(third.headers()).containsEntry("Ratelimit", "\"default\";r=0;t=2");
    }

    @Test
    void isOffOnLoopbackOnlyWhereNothingIsSaid() {
        assertThat(RequestLimit.byDefault(InetAddress.ofLiteral("127.0.0.1"))).isEmpty();
        assertThat(RequestLimit.byDefault(InetAddress.ofLiteral("::1"))).isEmpty();
        assertThat(RequestLimit.byDefault(InetAddress.ofLiteral("0.0.0.0")))
                .contains(new RequestLimit(1_200, Duration.ofMinutes(5)));
    }

    @Test
    void takesWholeSecondsUpToADayAndAMillionRequests() {
        new RequestLimit(RequestLimit.MAX_REQUESTS, RequestLimit.MAX_WINDOW);
        assertRefused(0, Duration.ofSeconds(1));
        assertRefused(RequestLimit.MAX_REQUESTS + 1, Duration.ofSeconds(1));
        assertRefused(1, Duration.ZERO);
        assertRefused(1, Duration.ofMillis(1_500));
        assertRefused(1, RequestLimit.MAX_WINDOW.plusSeconds(1));
    }

    private static void assertRefused(int requests, Duration window) {
        assertThatThrownBy(() -> new RequestLimit(requests, window))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
