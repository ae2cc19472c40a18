package dev.keyferry.gateway.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Judges the connections of a charon. The charon takes its own identity from the peer's request
 * before it verifies the peer, and tries every key that belongs to either side; so a connection
 * that leaves one of the identities open, or allows another authentication, lets a tenant's key
 * open another tenant's tunnel.
 *
 * <p>A connection on which a pre-shared key can be used is safe if it is for IKEv2 only, has one
 * round on each side, both with a pre-shared key, and a literal identity of the gateway. The peer's
 * identity must be literal as well, but for a gateway that serves one account only.
 */
public final class ConnectionCheck {
    /** More cannot be judged in time; a charon with so many serves no handshake any more. */
    public static final int MAX_CONNECTIONS = 100_000;

    private static final String IKE_V2 = "IKEv2";

    private final Set<String> accepted;

    /**
     * @param accepted names of connections that the operator takes the risk of
     */
    public ConnectionCheck(Set<String> accepted) {
        this.accepted = Set.copyOf(accepted);
    }

    /** Judges all connections of a charon; one without any is safe. */
    public ConnectionFindings judge(List<Connection> connections) {
        if (connections.size() > MAX_CONNECTIONS) {
            return ConnectionFindings.unsafe(
                    new ConnectionFindings.Finding(
                            "all",
                            "there are more than " + MAX_CONNECTIONS + " connections",
                            "spread them over several gateways"));
        }
        List<ConnectionFindings.Finding> unsafe = new ArrayList<>();
        List<ConnectionFindings.Finding> unsafeForSeveralAccounts = new ArrayList<>();
        List<ConnectionFindings.Finding> taken = new ArrayList<>();
        for (Connection connection : connections) {
            Optional<Flaw> always = unsafe(connection);
            Optional<Flaw> forSeveral = always.isEmpty() ? openRemote(connection) : always;
            forSeveral
                    .map(flaw -> flaw.of(connection))
                    .ifPresent(finding -> {
                        if (accepted.contains(connection.name())) {
                            taken.add(finding);
                        } else if (always.isPresent()) {
                            unsafe.add(finding);
                        } else {
                            unsafeForSeveralAccounts.add(finding);
                        }
                    });
        }
        return new ConnectionFindings(unsafe, unsafeForSeveralAccounts, taken);
    }

    private static Optional<Flaw> unsafe(Connection connection) {
        if (!usesPsk(connection)) {
            return Optional.empty();
        }
        if (!connection.version().equals(IKE_V2)) {
            return Optional.of(
                    new Flaw(
                            "its IKE version is " + connection.version() + ", not IKEv2 alone",
                            "write `version = 2`; without it charon answers both"));
        }
        if (connection.local().size() != 1 || connection.remote().size() != 1) {
            return Optional.of(Flaw.ROUNDS);
        }
        Connection.Round local = connection.local().getFirst();
        Connection.Round remote = connection.remote().getFirst();
        if (!local.isPsk()) {
            return Optional.of(Flaw.LOCAL_METHOD);
        }
        if (!remote.isPsk()) {
            return Optional.of(Flaw.REMOTE_METHOD);
        }
        return isLiteral(local) ? Optional.empty() : Optional.of(Flaw.LOCAL_ID);
    }

    private static Optional<Flaw> openRemote(Connection connection) {
        return usesPsk(connection)
                        && !connection.remote().stream().allMatch(ConnectionCheck::isLiteral)
                ? Optional.of(Flaw.REMOTE_ID)
                : Optional.empty();
    }

    private static boolean usesPsk(Connection connection) {
        return connection.local().stream().anyMatch(Connection.Round::isPsk)
                || connection.remote().stream().anyMatch(Connection.Round::allowsPsk);
    }

    private static boolean isLiteral(Connection.Round round) {
        return round.id().filter(IdentityText::isLiteral).isPresent();
    }

    private record Flaw(String reason, String mend) {
        static final Flaw ROUNDS =
                new Flaw(
                        "it has more than one round of authentication on a side",
                        "leave one `local` and one `remote` section");
        static final Flaw LOCAL_METHOD =
                new Flaw(
                        "the gateway itself does not authenticate by a pre-shared key",
                        "write `local { auth = psk }`, or `remote { auth = pubkey }` if keys are not"
                                + " meant at all");
        static final Flaw REMOTE_METHOD =
                new Flaw(
                        "the peer is not bound to authenticate by a pre-shared key",
                        "write `remote { auth = psk }`; for EAP `local { auth = pubkey }`");
        static final Flaw LOCAL_ID =
                new Flaw(
                        "its local id is not set, or is a wildcard",
                        "write the gateway's own name, as in `local { id = gw.example.com }`");
        static final Flaw REMOTE_ID =
                new Flaw(
                        "its remote id is not set, or is a wildcard, and the gateway serves several accounts",
                        "make one connection for each tunnel, with `remote { id = ... }`; `keyferry"
                                + " tunnel connection` prints it");

        ConnectionFindings.Finding of(Connection connection) {
            return new ConnectionFindings.Finding(connection.name(), reason, mend);
        }
    }
}
