package dev.keyferry.app.command.router;

import dev.keyferry.app.api.Printable;
import dev.keyferry.app.api.Tunnel;
import dev.keyferry.app.swanctl.ExplicitIdentity;
import java.util.Optional;

/**
 * What is to be said of tunnels whose routers have identities of their own. An import makes the
 * inner addresses of such a tunnel up, and its gateway has a connection already. Confined to one
 * thread.
 */
public final class Adopted {
    private int count;
    private String first = "";

    /** Looks at a tunnel; the note is about all that were looked at. */
    public Adopted look(Tunnel tunnel) {
        if (!ExplicitIdentity.of(tunnel).isEmpty()) {
            first = count == 0 ? tunnel.name() : first;
            count++;
        }
        return this;
    }

    /**
     * A note where inner addresses would stand for networks.
     *
     * @param options that name the networks of both sides
     */
    public Optional<String> note(String options) {
        if (count == 0) {
            return Optional.empty();
        }
        String who =
                count == 1 ? "tunnel " + Printable.of(first) + " has" : count + " tunnels have";
        return Optional.of(
                "note: "
                        + who
                        + " an identity of the router's own: where an import made the inner"
                        + " addresses up, name the networks that the gateway's connection has by "
                        + options);
    }
}
