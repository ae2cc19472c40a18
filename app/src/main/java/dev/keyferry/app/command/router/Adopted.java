package dev.keyferry.app.command.router;

import dev.keyferry.app.api.Printable;
import dev.keyferry.app.api.Tunnel;
import dev.keyferry.app.swanctl.ExplicitIdentity;
import java.util.List;
import java.util.Optional;

/**
 * What is to be said of tunnels whose routers have identities of their own. An import makes the
 * inner addresses of such a tunnel up, and its gateway has a connection already.
 */
public final class Adopted {
    private Adopted() {}

    /**
     * A note where inner addresses would stand for networks.
     *
     * @param options that name the networks of both sides
     */
    public static Optional<String> note(List<Tunnel> tunnels, String options) {
        List<Tunnel> adopted =
                tunnels.stream().filter(tunnel -> !ExplicitIdentity.of(tunnel).isEmpty()).toList();
        if (adopted.isEmpty()) {
            return Optional.empty();
        }
        String who =
                adopted.size() == 1
                        ? "tunnel " + Printable.of(adopted.getFirst().name()) + " has"
                        : adopted.size() + " tunnels have";
        return Optional.of(
                "note: "
                        + who
                        + " an identity of the router's own: where an import made the inner"
                        + " addresses up, name the networks that the gateway's connection has by "
                        + options);
    }
}
