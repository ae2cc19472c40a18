package dev.keyferry.gateway.progress;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.keyferry.feed.GatewayCondition.Kind;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class StandingTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger(Standing.class);
    private final ListAppender<ILoggingEvent> events = new ListAppender<>();
    private final Standing standing = new Standing(() -> {});

    @BeforeEach
    void listen() {
        events.start();
        logger.addAppender(events);
    }

    @AfterEach
    void leave() {
        logger.detachAppender(events);
    }

    @Test
    void aCharonThatIsNotThereIsLoggedFromTheFirstAndOnce() {
        down("cannot connect");
        down("cannot connect");
        down("still cannot connect");
        assertThat(logged()).containsExactly("charon-down");

        standing.set(Standing.Part.CHARON, Kind.LOADING, "settling");
        down("the connection ended");

        assertThat(logged()).containsExactly("charon-down", "loading", "charon-down");
    }

    private void down(String detail) {
        standing.set(Standing.Part.CHARON, Kind.CHARON_DOWN, detail);
    }

    private List<String> logged() {
        return events.list.stream()
                .flatMap(event -> event.getKeyValuePairs().stream())
                .filter(pair -> pair.key.equals("condition"))
                .map(pair -> String.valueOf(pair.value))
                .toList();
    }
}
