package dev.keyferry.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import dev.keyferry.server.defect.Defect;
import dev.keyferry.server.http.answer.Envelope;
import dev.keyferry.server.http.answer.ErrorAnswer;
import dev.keyferry.server.usecase.port.StoreUnavailable;
import dev.keyferry.server.usecase.refusal.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class FailuresTest {
    private static final String MARKER = "MARKER0KEY0MARKER";

    private final Logger logger = (Logger) LoggerFactory.getLogger(Failures.class);
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

    @BeforeEach
    void listen() {
        logged.start();
        logger.addAppender(logged);
        logger.setAdditive(false);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(logged);
        logger.setAdditive(true);
    }

    @Test
    void hidesTheTextsOfWhatWasNotExpectedFromTheAnswerAndTheLog() {
        Throwable failure =
                new IllegalStateException(MARKER, new IllegalArgumentException("of " + MARKER));
        ErrorAnswer answer = Failures.of(failure);
        assertThat(answer.status()).isEqualTo(500);
        assertThat(new String(Envelope.failure(answer), StandardCharsets.UTF_8))
                .contains("19500")
                .doesNotContain(MARKER, "IllegalState");
        ILoggingEvent event = logged.list.getFirst();
        assertThat(ThrowableProxyUtil.asString(event.getThrowableProxy()))
                .contains("IllegalStateException", "IllegalArgumentException", "FailuresTest")
                .doesNotContain(MARKER);
    }

    @Test
    void aDefectIsNotTriedAgain() {
        ErrorAnswer answer =
                Failures.of(new Defect(new ExecutionException(new AssertionError(MARKER))));
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.headers()).doesNotContainKey("Retry-After");
        assertThat(ThrowableProxyUtil.asString(logged.list.getFirst().getThrowableProxy()))
                .contains("AssertionError")
                .doesNotContain(MARKER);
    }

    @Test
    void asksToTryAgainWhereTheStoreFails() {
        ErrorAnswer answer =
                Failures.of(new StoreUnavailable("nothing was kept", new IOException("disk")));
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.headers()).containsEntry("Retry-After", "1");
    }

    @Test
    void roundsTheTimeToWaitUpToSeconds() {
        ErrorAnswer answer = Failures.of(new Refusal.Busy(Duration.ofMillis(2_001)));
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.headers()).containsEntry("Retry-After", "3");
    }

    @Test
    void givesEveryRefusalItsStatus() {
        assertThat(Failures.of(new Refusal.Invalid("/a", "no")).status()).isEqualTo(400);
        assertThat(Failures.of(new Refusal.AccountNotFound()).status()).isEqualTo(404);
        assertThat(Failures.of(new Refusal.TunnelNotFound()).status()).isEqualTo(404);
        assertThat(Failures.of(new Refusal.UnknownToken()).status()).isEqualTo(403);
        ErrorAnswer conflict = Failures.of(new Refusal.Conflict("twice"));
        assertThat(conflict.status()).isEqualTo(409);
        assertThat(conflict.headers()).containsEntry("x-should-retry", "false");
    }

    @Test
    void hasADocumentedAnswerForEveryStatus() {
        for (int status = 400; status < 600; status++) {
            ErrorAnswer answer = Failures.ofStatus(status);
            assertThat(answer.errors()).isNotEmpty();
            assertThat(answer.status()).isBetween(400, 599);
        }
    }
}
