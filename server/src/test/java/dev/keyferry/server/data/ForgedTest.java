package dev.keyferry.server.data;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import dev.keyferry.server.LoggedEvents;
import dev.keyferry.server.domain.rights.TokenId;
import dev.keyferry.server.log.WarnedOnce;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ForgedTest {
    @Test
    void warnsOnceOfEachTokenUpToItsLimit() {
        Logger logger = (Logger) LoggerFactory.getLogger(Forged.class);
        LoggedEvents logged = new LoggedEvents();
        logger.addAppender(logged);
        logger.setAdditive(false);
        Consumer<TokenId> forged = Forged.tokens();
        for (int i = 0; i < WarnedOnce.MAX_NAMED; i++) {
            forged.accept(id(i));
            forged.accept(id(i));
        }
        assertThat(logged.list).hasSize(WarnedOnce.MAX_NAMED);
        forged.accept(id(WarnedOnce.MAX_NAMED));
        assertThat(logged.list).hasSize(WarnedOnce.MAX_NAMED);
        logger.detachAppender(logged);
        logger.setAdditive(true);
    }

    private static TokenId id(int number) {
        return new TokenId("%032x".formatted(number));
    }
}
