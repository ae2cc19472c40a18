package dev.keyferry.server.http.request.tunnel;

import dev.keyferry.server.http.answer.RequestRefused;
import dev.keyferry.server.http.answer.tunnel.TargetForm;
import dev.keyferry.server.http.request.JsonBody;
import java.util.ArrayList;
import java.util.List;

/**
 * The objects of a body about tunnels.
 *
 * @param objects one for {@link TunnelForm#OBJECT}
 */
record TunnelObjects(TunnelForm form, List<TunnelReader> objects) {
    private static final String ARRAY = "ipsec_tunnels";

    /** Reads a body that has either form, with at most {@code max} tunnels. */
    static TunnelObjects read(JsonBody body, TargetForm target, int max) {
        List<TunnelReader> several = new ArrayList<>();
        TunnelReader single = new TunnelReader(body, "", target);
        boolean[] isArray = {false};
        body.readObject(member -> {
            if (member.equals(ARRAY)) {
                isArray[0] = true;
                readArray(body, target, max, several);
            } else {
                single.readMember(member);
            }
        });
        if (!isArray[0]) {
            return new TunnelObjects(TunnelForm.OBJECT, List.of(single));
        }
        if (single.hasAny()) {
            throw RequestRefused.invalid(
                    "/" + ARRAY, "a body has ipsec_tunnels or a tunnel's own fields, not both");
        }
        return new TunnelObjects(TunnelForm.ARRAY, several);
    }

    private static void readArray(
            JsonBody body, TargetForm target, int max, List<TunnelReader> several) {
        body.array(
                "/" + ARRAY,
                i -> {
                    if (i >= max) {
                        throw RequestRefused.invalid(
                                "/" + ARRAY, ARRAY + " has more than " + max + " entries");
                    }
                    String pointer = "/" + ARRAY + "/" + i;
                    TunnelReader reader = new TunnelReader(body, pointer, target);
                    body.object(pointer, reader::readMember);
                    several.add(reader);
                });
    }
}
