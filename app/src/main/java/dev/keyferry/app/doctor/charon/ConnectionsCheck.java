package dev.keyferry.app.doctor.charon;

import dev.keyferry.app.doctor.Finding;
import dev.keyferry.app.doctor.Level;
import dev.keyferry.app.doctor.Subject;
import dev.keyferry.gateway.rules.Connection;
import dev.keyferry.gateway.rules.ConnectionCheck;
import dev.keyferry.gateway.rules.ConnectionFindings;
import dev.keyferry.vici.ViciMessage;
import dev.keyferry.vici.ViciSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Whether the connections keep tunnels apart, by the rules by which the agent judges them. */
final class ConnectionsCheck implements SessionCheck {
    private static final int MAX_FINDINGS = 20;

    private final ConnectionCheck rules;

    /**
     * @param accepted names of connections that the operator takes the risk of
     */
    ConnectionsCheck(Set<String> accepted) {
        this.rules = new ConnectionCheck(accepted);
    }

    @Override
    public List<Finding> look(ViciSession session) {
        List<Connection> connections = connections(session);
        ConnectionFindings judged = rules.judge(connections);
        List<Finding> findings = new ArrayList<>();
        add(findings, Level.FAIL, judged.unsafe());
        add(findings, Level.WARN, judged.unsafeForSeveralAccounts());
        add(findings, Level.WARN, judged.accepted());
        return findings.isEmpty()
                ? List.of(
                        Finding.ok(
                                Subject.CONNECTIONS,
                                connections.isEmpty()
                                        ? "there is no connection"
                                        : connections.size()
                                                + " connections keep their tunnels apart"))
                : findings;
    }

    /** All connections, or one more than can be judged. */
    static List<Connection> connections(ViciSession session) {
        List<Connection> connections = new ArrayList<>();
        session.stream(
                "list-conns",
                "list-conn",
                ViciMessage.EMPTY,
                DEADLINE,
                event -> {
                    if (connections.size() <= ConnectionCheck.MAX_CONNECTIONS) {
                        connections.addAll(Connection.of(event));
                    }
                });
        return connections;
    }

    private static void add(
            List<Finding> findings, Level level, List<ConnectionFindings.Finding> judged) {
        judged.stream()
                .limit(MAX_FINDINGS)
                .map(each -> new Finding(level, Subject.CONNECTIONS, each.toString(), each.mend()))
                .forEach(findings::add);
        if (judged.size() > MAX_FINDINGS) {
            findings.add(
                    new Finding(
                            level,
                            Subject.CONNECTIONS,
                            (judged.size() - MAX_FINDINGS) + " more like these",
                            "mend those that are named, and look again"));
        }
    }
}
