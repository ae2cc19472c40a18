package dev.keyferry.server;

import dev.keyferry.feed.id.Revision;
import dev.keyferry.server.data.ServerKeys;
import dev.keyferry.server.delivery.FeedHub;
import dev.keyferry.server.domain.edge.Edge;
import dev.keyferry.server.domain.gateway.Gateway;
import dev.keyferry.server.domain.gateway.KeptGateway;
import dev.keyferry.server.usecase.gateway.GatewayMacs;
import dev.keyferry.server.usecase.port.CommitListener;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Tells each part of a server of the commits that it must know. Thread-safe. */
record Announcer(FeedHub hub, ServerKeys keys, GatewayMacs macs, CountDownLatch isReplaced)
        implements CommitListener {
    @Override
    public void committed(Revision head) {
        hub.committed(head);
    }

    @Override
    public void changed(Edge edge) {
        keys.changed(edge);
    }

    @Override
    public void changed(Gateway gateway) {
        hub.changed(gateway);
    }

    @Override
    public void changedElsewhere(List<Edge> edges, List<KeptGateway> gateways) {
        edges.forEach(keys::learn);
        for (KeptGateway kept : gateways) {
            macs.authentic(kept).ifPresent(hub::changed);
        }
        hub.ordered();
    }

    @Override
    public void ordered() {
        hub.ordered();
    }

    @Override
    public void replaced() {
        isReplaced.countDown();
    }
}
