package dev.keyferry.server.http.request.tunnel;

import dev.keyferry.server.http.answer.RequestRefused;
import dev.keyferry.server.http.answer.tunnel.TargetForm;
import dev.keyferry.server.http.request.JsonBody;
import dev.keyferry.server.usecase.tunnel.CreateTunnels;
import dev.keyferry.server.usecase.tunnel.CreateTunnels.NewTunnel;
import java.util.List;

/**
 * The body that creates tunnels: one tunnel's object, or {@code {"ipsec_tunnels": [...]}} with
 * several, which is answered in kind.
 */
public record TunnelBody(TunnelForm form, List<NewTunnel> tunnels) {
    public TunnelBody {
        tunnels = List.copyOf(tunnels);
    }

    /**
     * Returns the tunnels that are asked for.
     *
     * @throws RequestRefused if the body is not such a JSON text, or has too many tunnels
     */
    public static TunnelBody read(JsonBody body, TargetForm target) {
        TunnelObjects read = TunnelObjects.read(body, target, CreateTunnels.MAX_TUNNELS);
        return new TunnelBody(
                read.form(), read.objects().stream().map(TunnelReader::tunnel).toList());
    }
}
