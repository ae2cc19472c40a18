package dev.keyferry.gateway.rules;

import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.identity.GeneratedIdentities;
import dev.keyferry.feed.identity.PrintedIdentity;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whom the connections of a charon let in with a pre-shared key: a key is used for nothing as long
 * as no connection awaits one of its owners. Immutable.
 */
public final class AwaitedPeers {
    private final boolean isAnybody;
    private final Set<PrintedIdentity> literal;
    private final Set<TunnelId> generated = new HashSet<>();
    private final boolean hasOthers;

    public AwaitedPeers(List<Connection> connections) {
        List<Connection.Round> rounds =
                connections.stream().flatMap(connection -> connection.remote().stream()).toList();
        List<String> ids =
                rounds.stream()
                        .filter(Connection.Round::allowsPsk)
                        .map(round -> round.id().orElse(""))
                        .toList();
        this.isAnybody = !ids.stream().allMatch(IdentityText::isLiteral);
        this.literal = ids.stream().map(PrintedIdentity::read).collect(Collectors.toSet());
        literal.forEach(id -> GeneratedIdentities.tunnelOf(id).ifPresent(generated::add));
        this.hasOthers =
                literal.stream().anyMatch(id -> GeneratedIdentities.tunnelOf(id).isEmpty());
    }

    /**
     * True if a router of the tunnel may be let in.
     *
     * @param owners the tunnel's identities; where they are not known, a connection that awaits a
     *     peer by another name than a generated one may be the tunnel's
     */
    public boolean mayUse(TunnelId tunnel, Optional<Set<PrintedIdentity>> owners) {
        return isAnybody
                || owners.map(all -> all.stream().anyMatch(literal::contains))
                        .orElseGet(() -> hasOthers || generated.contains(tunnel));
    }
}
