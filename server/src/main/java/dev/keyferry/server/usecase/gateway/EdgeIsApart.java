package dev.keyferry.server.usecase.gateway;

import dev.keyferry.server.domain.edge.Edge;
import dev.keyferry.server.usecase.refusal.Refusal;

/** Keeps an embedded key to the machine that it is on. */
final class EdgeIsApart {
    private EdgeIsApart() {}

    /**
     * @throws Refusal.Conflict if the private half of the edge's key is on the server
     */
    static void require(Edge edge) {
        if (edge.key().isEmbedded()) {
            throw new Refusal.Conflict(
                    "The edge's key is embedded in this server, so no other host may be its gateway:"
                            + " give the edge a key of its own, or create another edge");
        }
    }
}
