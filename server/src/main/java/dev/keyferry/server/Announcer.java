package dev.keyferry.server;

import dev.keyferry.feed.id.Revision;
import dev.keyferry.server.delivery.FeedHub;
import dev.keyferry.server.domain.edge.Edge;
import dev.keyferry.server.domain.gateway.Gateway;
import dev.keyferry.server.usecase.port.CommitListener;

/** Tells each part of a server of the commits that it must know. Thread-safe. */
record Announcer(FeedHub hub, ServerKeys keys) implements CommitListener {
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
}
