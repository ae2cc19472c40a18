package dev.keyferry.vici;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a session cannot show from outside: that no key stays in what was to be written. */
class PipelineTest {
    private static final long LONG = Duration.ofSeconds(20).toNanos();

    private final Pipeline pipeline = new Pipeline();
    private final Exchange exchange =
            new Exchange.Single("load-shared", ViciMessage.builder().put("data", "MARKER").build());

    @Test
    void wipesWhatIsTakenBack() throws Exception {
        pipeline.add(exchange, LONG);
        pipeline.withdraw(exchange);
        assertWiped();
    }

    @Test
    void wipesWhatWasQueuedWhenTheSessionIsLost() throws Exception {
        pipeline.add(exchange, LONG);
        pipeline.lose(new ViciSessionLost("test", null));
        assertWiped();
        assertThat(exchange.answer().exceptionNow()).isInstanceOf(ViciSessionLost.class);
    }

    @Test
    void wipesWhatComesTooLate() throws Exception {
        pipeline.lose(new ViciSessionLost("test", null));
        pipeline.add(exchange, LONG);
        assertWiped();
        assertThat(exchange.answer().exceptionNow()).isInstanceOf(ViciSessionLost.class);
    }

    @Test
    void neverQueuesWhatWasAnsweredBefore() throws Exception {
        exchange.fail(new ViciReplyOverdue("load-shared", "test"));
        pipeline.add(exchange, LONG);
        assertThat(pipeline.unanswered()).isZero();
        assertWiped();
    }

    @Test
    void leavesWhatIsBeingWrittenToTheWriter() throws Exception {
        pipeline.add(exchange, LONG);
        assertThat(pipeline.next()).containsExactly(exchange);
        pipeline.withdraw(exchange);
        pipeline.lose(new ViciSessionLost("test", null));
        // Zeros in the middle of a packet could be taken for a key.
        assertThat(exchange.packets().getFirst()).contains("MARKER".getBytes(US_ASCII));
    }

    private void assertWiped() {
        assertThat(exchange.packets()).allSatisfy(packet -> assertThat(packet).containsOnly(0));
    }
}
