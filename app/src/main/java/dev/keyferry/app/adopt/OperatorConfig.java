package dev.keyferry.app.adopt;

import java.util.List;

/** What an operator has of connections and keys. */
public record OperatorConfig(List<OperatorConnection> connections, List<OperatorSecret> secrets) {
    public OperatorConfig {
        connections = List.copyOf(connections);
        secrets = List.copyOf(secrets);
    }
}
