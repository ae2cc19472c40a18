package dev.keyferry.server.store.writer;

import dev.keyferry.server.store.rows.Head;
import dev.keyferry.server.store.rows.Statements;
import dev.keyferry.server.store.rows.edge.EdgeRow;
import dev.keyferry.server.store.rows.edge.GatewayRow;
import dev.keyferry.server.usecase.port.CommitListener;
import java.sql.SQLException;

/**
 * Which state of edges and gateways, and of orders to these, this server goes by. Whoever reads the
 * head before he decides, or before a gateway is handed what he read, asks whether another server
 * has changed them since: who is revoked there is handed nothing here, and nothing is sealed to a
 * key that was replaced. Thread-safe.
 */
public final class Fleet {
    private final CommitListener listener;
    private long known;

    /**
     * @param known the state that the listener knows, or is about to read
     */
    Fleet(CommitListener listener, long known) {
        this.listener = listener;
        this.known = known;
    }

    /** Tells the listener of all edges and gateways if they are not those that it knows. */
    public synchronized void follow(Head head, Statements statements) throws SQLException {
        if (head.fleet() > known) {
            listener.changedElsewhere(EdgeRow.all(statements), GatewayRow.all(statements));
            known = head.fleet();
        }
    }

    /** Tells the listener of what this server has committed. */
    synchronized void committed(Head head, LoadedEdges changed) {
        changed.changedEdges().values().forEach(listener::changed);
        changed.changedGateways().values().forEach(kept -> listener.changed(kept.gateway()));
        known = Math.max(known, head.fleet());
    }
}
