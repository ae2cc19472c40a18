package dev.keyferry.server.http.request.tunnel;

import dev.keyferry.server.http.answer.MessageItem;
import dev.keyferry.server.http.answer.RequestRefused;
import dev.keyferry.server.http.request.JsonBody;
import dev.keyferry.server.usecase.tunnel.CreateTunnels;
import dev.keyferry.server.usecase.tunnel.CreateTunnels.NewTunnel;
import java.util.ArrayList;
import java.util.List;

/**
 * The body that creates tunnels: one tunnel's object, or {@code {"ipsec_tunnels": [...]}} with
 * several, which is answered in kind.
 *
 * @param ignored what was sent and is not supported
 */
public record TunnelBody(Form form, List<NewTunnel> tunnels, List<MessageItem> ignored) {
    private static final String ARRAY = "ipsec_tunnels";

    /** How the tunnels were sent. */
    public enum Form {
        OBJECT,
        ARRAY
    }

    public TunnelBody {
        tunnels = List.copyOf(tunnels);
        ignored = List.copyOf(ignored);
    }

    /**
     * Returns the tunnels that are asked for.
     *
     * @throws RequestRefused if the body is not such a JSON text, or has too many tunnels
     */
    public static TunnelBody read(JsonBody body) {
        List<MessageItem> ignored = new ArrayList<>();
        List<NewTunnel> several = new ArrayList<>();
        TunnelReader single = new TunnelReader(body, "", ignored);
        boolean[] isArray = {false};
        body.readObject(member -> {
            if (member.equals(ARRAY)) {
                isArray[0] = true;
                several.addAll(readArray(body, ignored));
            } else {
                single.readMember(member);
            }
        });
        if (!isArray[0]) {
            return new TunnelBody(Form.OBJECT, List.of(single.tunnel()), ignored);
        }
        if (single.hasAny()) {
            throw RequestRefused.invalid(
                    "/" + ARRAY, "a body has ipsec_tunnels or a tunnel's own fields, not both");
        }
        return new TunnelBody(Form.ARRAY, several, ignored);
    }

    private static List<NewTunnel> readArray(JsonBody body, List<MessageItem> ignored) {
        List<NewTunnel> tunnels = new ArrayList<>();
        body.array(
                "/" + ARRAY,
                i -> {
                    if (i >= CreateTunnels.MAX_TUNNELS) {
                        throw RequestRefused.invalid(
                                "/" + ARRAY,
                                "ipsec_tunnels has more than "
                                        + CreateTunnels.MAX_TUNNELS
                                        + " entries");
                    }
                    String pointer = "/" + ARRAY + "/" + i;
                    TunnelReader reader = new TunnelReader(body, pointer, ignored);
                    body.object(pointer, reader::readMember);
                    tunnels.add(reader.tunnel());
                });
        return tunnels;
    }
}
