package dev.keyferry.app.adopt;

import dev.keyferry.app.adopt.source.Place;
import dev.keyferry.gateway.rules.Connection;
import java.util.List;
import java.util.Optional;

/**
 * A connection.
 *
 * @param rounds as a gateway's rules judge it
 * @param local the gateway's identity of the first round
 * @param remote the peer's
 * @param remoteAddresses as written
 */
public record OperatorConnection(
        Connection rounds,
        Place place,
        CharonId local,
        CharonId remote,
        List<String> remoteAddresses) {
    public static final String IKE_V1 = "IKEv1";
    public static final String IKE_V2 = "IKEv2";
    public static final String ANY_VERSION = "IKEv1/2";

    /** As charon lists the method. */
    private static final String PRE_SHARED_KEY = "pre-shared key";

    public OperatorConnection {
        remoteAddresses = List.copyOf(remoteAddresses);
    }

    /** The same for a peer whose address is not known. */
    public OperatorConnection fromAnywhere() {
        return new OperatorConnection(rounds, place, local, remote, List.of());
    }

    public String name() {
        return rounds.name();
    }

    /**
     * Whether a key may have anything to do with it. A gateway loads no key while it has one that
     * leaves this open and is not safe.
     */
    public boolean isOpenToKeys() {
        return isKeyed() || rounds.remote().stream().anyMatch(each -> each.method().isEmpty());
    }

    /** Whether a key is meant, on either side. */
    public boolean isKeyed() {
        return rounds.local().stream().anyMatch(OperatorConnection::isPsk)
                || rounds.remote().stream().anyMatch(OperatorConnection::isPsk);
    }

    /**
     * A round.
     *
     * @param method in charon's words of a configuration; empty where it is left open
     */
    public static Connection.Round round(Optional<String> method, CharonId id) {
        return new Connection.Round(
                method.filter(word -> !word.equals("any"))
                        .map(word -> word.equals("psk") ? PRE_SHARED_KEY : word),
                listed(id));
    }

    /** What charon lists of it; several identities are as good as none. */
    private static Optional<String> listed(CharonId id) {
        return switch (id) {
            case CharonId.Any _, CharonId.Pattern _ -> Optional.empty();
            case CharonId.Literal literal -> Optional.of(literal.printed().text());
            case CharonId.Unusable unusable -> Optional.of(unusable.text());
        };
    }

    private static boolean isPsk(Connection.Round round) {
        return round.method().filter(PRE_SHARED_KEY::equals).isPresent();
    }
}
