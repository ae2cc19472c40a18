package dev.keyferry.server.console.view;

import dev.keyferry.feed.GatewayCondition;
import dev.keyferry.feed.TunnelException;
import dev.keyferry.feed.evidence.Hint;
import java.util.Arrays;
import java.util.Optional;

/** What to do about what gateways say, as docs/errors.md has it. */
public final class Advice {
    private Advice() {}

    /**
     * About why a gateway is not further.
     *
     * @param reason {@code token: sentence}
     */
    public static Optional<String> of(String reason) {
        String token = reason.split(":", 2)[0];
        if (token.equals("silent")) {
            return Optional.of("See whether the gateway and its agent run and reach this server.");
        }
        return Arrays.stream(GatewayCondition.Kind.values())
                .filter(kind -> kind.token().equals(token))
                .map(Advice::of)
                .findFirst()
                .or(() ->
                        Arrays.stream(TunnelException.Kind.values())
                                .filter(kind -> kind.token().equals(token))
                                .map(Advice::of)
                                .findFirst());
    }

    public static String of(Hint hint) {
        return switch (hint) {
            case DOWN_WITHOUT_UP ->
                    "Look at the router’s key, and at the gateway id that it expects.";
            case NO_CONNECTION ->
                    "Look at the gateway id that the router asks for, and at the connection in"
                            + " swanctl.conf.";
            case UP_AND_GONE ->
                    "Look at the router’s key and the gateway id that it expects; or it was"
                            + " disconnected at once.";
            case KEY_NOT_LOADED -> "See whether the next attempt succeeds.";
            case UNKNOWN_IDENTITY -> "Look at the identity that the router sends.";
            case FURTHER_IDENTITIES -> "Find out who that is.";
        };
    }

    private static String of(GatewayCondition.Kind kind) {
        return switch (kind) {
            case SERVING, LOADING -> "Wait.";
            case CHARON_DOWN -> "Start the charon; the agent goes on trying.";
            case UNSAFE_CONNECTION ->
                    "Mend the connection that is named; if connections cannot be checked, see why"
                            + " swanctl --list-conns fails or takes long.";
            case SOCKET_REFUSED -> "Mend the socket’s owner and its directory.";
            case HISTORY_REFUSED ->
                    "Find out which history is right before anything else; docs/recovery.md tells"
                            + " how to go on with an older backup.";
            case CACHE_FAILED -> "Make room on the gateway’s disk, or mend its permissions.";
            case LEASE_OVER ->
                    "See what kept the gateway from this server; it loads its keys once it is"
                            + " linked.";
        };
    }

    private static String of(TunnelException.Kind kind) {
        return switch (kind) {
            case RESERVED_IDENTITY ->
                    "Change the tunnel’s explicit identity, or the gateway’s connection.";
            case IDENTITY_TAKEN ->
                    "Take the identity from one of the two tunnels; then the key follows by"
                            + " itself.";
            case NOT_AUTHENTIC -> "Treat it as an attack until you know better.";
            case CHARON_REFUSED -> "Look into the charon’s log.";
        };
    }
}
