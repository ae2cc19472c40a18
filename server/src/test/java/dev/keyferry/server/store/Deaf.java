package dev.keyferry.server.store;

import dev.keyferry.feed.id.Revision;
import dev.keyferry.server.domain.edge.Edge;
import dev.keyferry.server.domain.gateway.Gateway;
import dev.keyferry.server.domain.gateway.KeptGateway;
import dev.keyferry.server.usecase.port.CommitListener;
import java.util.List;

/** Wants to know of no commit. */
class Deaf implements CommitListener {
    @Override
    public void committed(Revision head) {}

    @Override
    public void changed(Edge edge) {}

    @Override
    public void changed(Gateway gateway) {}

    @Override
    public void changedElsewhere(List<Edge> edges, List<KeptGateway> gateways) {}

    @Override
    public void ordered() {}

    @Override
    public void replaced() {}
}
