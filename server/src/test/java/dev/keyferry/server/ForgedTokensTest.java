package dev.keyferry.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import dev.keyferry.server.domain.rights.TokenId;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ForgedTokensTest {
    @Test
    void warnsOnceOfEachTokenUpToItsLimit() {
        Logger logger = (Logger) LoggerFactory.getLogger(ForgedTokens.class);
        LoggedEvents logged = new LoggedEvents();
        logger.addAppender(logged);
        logger.setAdditive(false);
        ForgedTokens forged = new ForgedTokens();
        for (int i = 0; i < ForgedTokens.MAX_NAMED; i++) {
            forged.accept(id(i));
            forged.accept(id(i));
        }
        assertThat(logged.list).hasSize(ForgedTokens.MAX_NAMED);
        forged.accept(id(ForgedTokens.MAX_NAMED));
        assertThat(logged.list).hasSize(ForgedTokens.MAX_NAMED);
        logger.detachAppender(logged);
        logger.setAdditive(true);
    }

    private static TokenId id(int number) {
        return new TokenId("%032x".formatted(number));
    }
}
