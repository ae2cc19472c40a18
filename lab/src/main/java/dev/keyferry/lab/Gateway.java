package dev.keyferry.lab;

import dev.keyferry.lab.charon.Charon;
import dev.keyferry.lab.space.DataPath;
import dev.keyferry.lab.space.Host;
import java.nio.file.Path;

/**
 * A host whose charon ends tunnels. Its secrets are none of the lab's: whoever tests, loads them.
 *
 * @param dataPath what its charon carries
 */
public record Gateway(Host host, Charon charon, DataPath dataPath) {

    /** The VICI socket, for an agent. */
    public Path socket() {
        return charon.socket();
    }

    /**
     * Loads, as an operator would, a safe connection: IKEv2, literal identities, keys on both
     * sides.
     */
    public void load(LabTunnel tunnel) {
        charon.client().loadConnection(tunnel.name(), tunnel.gatewaySettings());
    }
}
