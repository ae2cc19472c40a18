package dev.keyferry.server.usecase.port;

import dev.keyferry.feed.id.Revision;
import dev.keyferry.server.domain.edge.Edge;
import dev.keyferry.server.domain.gateway.Gateway;

/** Hears of what was committed, on the writer's thread: it must not block. */
public interface CommitListener {
    /** There are new revisions up to {@code head}. */
    void committed(Revision head);

    /** There is a new edge, or one is not what it was. */
    void changed(Edge edge);

    /** There is a new gateway, or one is not what it was. */
    void changed(Gateway gateway);
}
