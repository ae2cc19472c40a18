package dev.keyferry.server.http.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keyferry.server.domain.Mode;
import dev.keyferry.server.http.answer.RequestRefused;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class LimitsTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    void takesABodyOfTheMostBytesAndRefusesOneMore() throws IOException {
        assertThat(body(100, LONG).readAllBytes()).hasSize(100);
        assertThat(status(() -> body(101, LONG).readAllBytes())).isEqualTo(413);
    }

    @Test
    void refusesABodyThatIsNotThereInTime() {
        assertThat(status(() -> body(1, Duration.ZERO.minusNanos(1)).readAllBytes()))
                .isEqualTo(408);
    }

    @Test
    void refusesABodyThatBreaksOff() {
        InputStream broken = new PipedInputStream();
        assertThat(status(() -> new BoundedBody(broken, 100, LONG, _ -> {}).readAllBytes()))
                .isEqualTo(400);
    }

    @Test
    void tellsOfTheBytesAsTheyArrive() throws IOException {
        List<Integer> arrived = new ArrayList<>();
        InputStream in = new ByteArrayInputStream(new byte[5]);
        try (BoundedBody body = new BoundedBody(in, 5, LONG, arrived::add)) {
            assertThat(arrived).isEmpty();
            assertThat(body.read(new byte[3])).isEqualTo(3);
            assertThat(arrived).containsExactly(3);
            body.readAllBytes();
        }
        assertThat(arrived).containsExactly(3, 2);
    }

    @Test
    void readsValidateOnlyAsExactlyTrueOrFalseOnce() {
        assertThat(ValidateOnly.mode(List.of())).isEqualTo(Mode.APPLY);
        assertThat(ValidateOnly.mode(List.of("false"))).isEqualTo(Mode.APPLY);
        assertThat(ValidateOnly.mode(List.of("true"))).isEqualTo(Mode.VALIDATE_ONLY);
        for (String other : List.of("", "True", "TRUE", "1", "yes", " true", "null")) {
            assertThat(status(() -> ValidateOnly.mode(List.of(other)))).isEqualTo(400);
        }
        assertThat(status(() -> ValidateOnly.mode(List.of("true", "true")))).isEqualTo(400);
        assertThat(status(() -> ValidateOnly.mode(List.of("true", "false")))).isEqualTo(400);
    }

    private static BoundedBody body(int bytes, Duration within) {
        return new BoundedBody(new ByteArrayInputStream(new byte[bytes]), 100, within, _ -> {});
    }

    private static int status(ThrowingCallable call) {
        return catchThrowableOfType(RequestRefused.class, call).answer().status();
    }
}
