package dev.keyferry.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class UpkeepTest {
    private static final String MARKER = "MARKER0KEY0MARKER";
    private static final Duration AT_ONCE = Duration.ofMillis(1);
    private static final Duration NEVER = Duration.ofDays(1);
    private static final long PATIENCE_SECONDS = 30;

    private final AtomicInteger runs = new AtomicInteger();
    private final CountDownLatch third = new CountDownLatch(3);

    @Test
    void goesOnAfterADefectAndLogsItWithoutItsText() throws InterruptedException {
        Logger logger = (Logger) LoggerFactory.getLogger(Upkeep.class);
        LoggedEvents logged = new LoggedEvents();
        logger.addAppender(logged);
        logger.setAdditive(false);
        Upkeep upkeep = Upkeep.start(this::failTwice, new Upkeep.Pace(AT_ONCE, AT_ONCE));
        try {
            assertThat(third.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        } finally {
            upkeep.close();
            logger.setAdditive(true);
            logger.detachAppender(logged);
        }
        assertThat(logged.list)
                .hasSize(2)
                .extracting(event -> ThrowableProxyUtil.asString(event.getThrowableProxy()))
                .allSatisfy(text -> assertThat(text).contains("UpkeepTest").doesNotContain(MARKER));
    }

    @Test
    void isDoneSoonAfterTheStart() throws InterruptedException {
        CountDownLatch isDone = new CountDownLatch(1);
        Upkeep upkeep = Upkeep.start(isDone::countDown, new Upkeep.Pace(AT_ONCE, NEVER));
        try {
            assertThat(isDone.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        } finally {
            upkeep.close();
        }
        assertThat(Upkeep.Pace.DEFAULT.first()).isLessThanOrEqualTo(Duration.ofMinutes(1));
    }

    private void failTwice() {
        third.countDown();
        switch (runs.incrementAndGet()) {
            case 1 -> throw new IllegalStateException(MARKER);
            case 2 -> throw new AssertionError(MARKER);
            default -> {}
        }
    }
}
