package dev.keyferry.gateway.rules;

import dev.keyferry.feed.LocalNames;
import dev.keyferry.feed.identity.IkeIdentity;
import dev.keyferry.feed.identity.ReservedNames;
import java.util.List;
import java.util.stream.Stream;

/**
 * The identities and addresses of the gateway itself, out of its charon's connections. Immutable.
 */
public final class LocalIdentities {
    private final ReservedNames names;

    /** Collects local ids and local addresses of all connections, PSK or not. */
    public LocalIdentities(List<Connection> connections) {
        names =
                new ReservedNames(
                        connections.stream()
                                .flatMap(LocalIdentities::texts)
                                .filter(LocalIdentities::namesSomebody)
                                .distinct()
                                .toList());
    }

    /** True if a key with this owner must not be loaded. */
    public boolean reserves(IkeIdentity owner) {
        return names.reserves(owner);
    }

    /** What the control plane is told of them. */
    public LocalNames names() {
        return LocalNames.of(names.texts());
    }

    private static Stream<String> texts(Connection connection) {
        return Stream.concat(
                connection.localAddresses().stream(),
                connection.local().stream().flatMap(round -> round.id().stream()));
    }

    /** Open ends name nobody; they make a connection unsafe, not an owner reserved. */
    private static boolean namesSomebody(String text) {
        return !IdentityText.isAny(text) && !IdentityText.isRange(text);
    }
}
