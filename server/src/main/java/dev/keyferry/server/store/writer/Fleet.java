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
    private static final long NOTHING = -1;

    private final CommitListener listener;
    private volatile long known = NOTHING;

    Fleet(CommitListener listener) {
        this.listener = listener;
    }

    /** Tells the listener of all edges and gateways if they are newer than what it knows. */
    public void follow(Head head, Statements statements) throws SQLException {
        if (head.fleet() > known) {
            synchronized (this) {
                if (head.fleet() > known) {
                    tell(head, statements);
                }
            }
        }
    }

    /**
     * The same where each statement sees the newest there is. A database that lost commits when
     * another host took over may count from less.
     */
    void followNewest(Head head, Statements statements) throws SQLException {
        if (head.fleet() != known) {
            synchronized (this) {
                // What this server committed since that was read has been told.
                Head newest = Head.read(statements);
                if (newest.fleet() != known) {
                    tell(newest, statements);
                }
            }
        }
    }

    /** What the listener knows may be older than it seems: it is told of all once more. */
    public synchronized void doubt() {
        known = NOTHING;
    }

    /**
     * Tells the listener of what this server has committed, unless it was told of that or something
     * newer since: a commit's answer may be late, and what another server did after it comes first.
     */
    synchronized void committed(Head head, LoadedEdges changed) {
        if (head.fleet() == known + 1) {
            changed.changedEdges().values().forEach(listener::changed);
            changed.changedGateways().values().forEach(kept -> listener.changed(kept.gateway()));
            known = head.fleet();
        }
    }

    private void tell(Head head, Statements statements) throws SQLException {
        listener.changedElsewhere(EdgeRow.all(statements), GatewayRow.all(statements));
        known = head.fleet();
    }
}
