package dev.keyferry.gateway.remote;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a gateway and its server are linked. A change is one log line, and the same reason twice
 * in a row is one as well. Thread-safe.
 */
final class LinkState {
    private static final Logger LOG = LoggerFactory.getLogger(LinkState.class);

    private final ServerAddress server;
    private Optional<NotLinked> obstacle;

    LinkState(ServerAddress server) {
        this.server = server;
        this.obstacle =
                Optional.of(
                        new NotLinked(
                                NotLinked.Kind.UNREACHABLE,
                                server + " was not asked yet",
                                "wait a moment",
                                null));
    }

    /** What keeps the two apart; empty if they are linked. */
    synchronized Optional<NotLinked> obstacle() {
        return obstacle;
    }

    synchronized void linked() {
        if (obstacle.isPresent()) {
            LOG.atInfo().addKeyValue("server", server).log("linked");
        }
        obstacle = Optional.empty();
    }

    synchronized void notLinked(NotLinked why) {
        String now = String.valueOf(why.getMessage());
        if (!now.equals(obstacle.map(NotLinked::getMessage).orElse(""))) {
            LOG.atWarn()
                    .addKeyValue("reason", now)
                    .addKeyValue("hint", why.hint())
                    .log("not linked; the charon keeps its keys");
        }
        obstacle = Optional.of(why);
    }
}
