package dev.keyferry.server.usecase.port;

import dev.keyferry.feed.id.Revision;
import dev.keyferry.server.domain.edge.Edge;
import dev.keyferry.server.domain.gateway.Gateway;
import dev.keyferry.server.domain.gateway.KeptGateway;
import java.util.List;

/** Hears of what was committed, on the writer's thread: it must not block. */
public interface CommitListener {
    /** There are new revisions up to {@code head}. */
    void committed(Revision head);

    /** There is a new edge, or one is not what it was. */
    void changed(Edge edge);

    /** There is a new gateway, or one is not what it was. */
    void changed(Gateway gateway);

    /**
     * Another server changed some of these, which are all that there are, or gave orders to some.
     * Nobody has checked their MACs.
     */
    void changedElsewhere(List<Edge> edges, List<KeptGateway> gateways);

    /** There is a new order to reauthenticate. */
    void ordered();

    /** The store has another epoch than when it was opened: nothing is read or written any more. */
    void replaced();
}
