package dev.keyferry.server.http.request.tunnel;

import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.server.http.answer.RequestRefused;
import dev.keyferry.server.http.answer.tunnel.TargetForm;
import dev.keyferry.server.http.request.JsonBody;
import dev.keyferry.server.usecase.tunnel.TunnelUpdate;
import dev.keyferry.server.usecase.tunnel.UpdateTunnels;
import java.util.List;

/**
 * The bodies that change tunnels. A member that is not there changes nothing; see {@link
 * TunnelReader} for one that is null.
 */
public final class UpdateBody {
    private UpdateBody() {}

    /**
     * Reads one tunnel's object.
     *
     * @param tunnel the one that the path names
     * @throws RequestRefused if the body is not such a JSON text, or names another tunnel
     */
    public static TunnelUpdate readOne(JsonBody body, TargetForm target, TunnelId tunnel) {
        TunnelReader reader = new TunnelReader(body, "", target);
        body.readObject(reader::readMember);
        return reader.updateOf(tunnel);
    }

    /**
     * Reads {@code {"ipsec_tunnels": [{"id", ...}, ...]}}, or the object of one tunnel with its id,
     * as the public schema has it.
     *
     * @throws RequestRefused if the body is not such a JSON text, or has too many tunnels
     */
    public static List<TunnelUpdate> readAll(JsonBody body, TargetForm target) {
        return TunnelObjects.read(body, target, UpdateTunnels.MAX_TUNNELS).objects().stream()
                .map(TunnelReader::update)
                .toList();
    }
}
