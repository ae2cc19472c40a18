package dev.keyferry.gateway.remote;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a gateway and its server are linked. A change is one log line, and the same reason twice
 * in a row is one as well. Thread-safe.
 */
final class LinkState {
    private static final Logger LOG = LoggerFactory.getLogger(LinkState.class);

    private final ServerAddress server;
    private boolean isLinked;
    private String reason = "";

    LinkState(ServerAddress server) {
        this.server = server;
    }

    synchronized boolean isLinked() {
        return isLinked;
    }

    synchronized void linked() {
        if (!isLinked) {
            LOG.atInfo().addKeyValue("server", server).log("linked");
        }
        isLinked = true;
        reason = "";
    }

    synchronized void notLinked(NotLinked why) {
        String now = String.valueOf(why.getMessage());
        if (!now.equals(reason)) {
            LOG.atWarn()
                    .addKeyValue("reason", now)
                    .addKeyValue("hint", why.hint())
                    .log("not linked; the charon keeps its keys");
        }
        isLinked = false;
        reason = now;
    }
}
