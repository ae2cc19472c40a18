package dev.keyferry.server.http.request.tunnel;

import dev.keyferry.server.http.answer.RequestRefused;
import dev.keyferry.server.http.answer.tunnel.TargetForm;
import dev.keyferry.server.http.request.JsonBody;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The objects of a body about tunnels.
 *
 * @param objects one for {@link TunnelForm#OBJECT}
 */
record TunnelObjects(TunnelForm form, List<TunnelReader> objects) {
    private static final String ARRAY = "ipsec_tunnels";

    /** Reads a body that has either form, with at most {@code max} tunnels. */
    static TunnelObjects read(JsonBody body, TargetForm target, int max) {
        Reading reading = new Reading(body, target, max);
        body.readObject(reading::readMember);
        return reading.objects();
    }

    /** The members of a body that were read until now. Confined to one thread. */
    private static final class Reading {
        private final JsonBody body;
        private final TargetForm target;
        private final int max;
        private final TunnelReader single;
        private @Nullable List<TunnelReader> several;

        Reading(JsonBody body, TargetForm target, int max) {
            this.body = body;
            this.target = target;
            this.max = max;
            this.single = new TunnelReader(body, "", target);
        }

        void readMember(String member) {
            if (member.equals(ARRAY)) {
                several = readArray();
                return;
            }
            single.readMember(member);
        }

        TunnelObjects objects() {
            if (several == null) {
                return new TunnelObjects(TunnelForm.OBJECT, List.of(single));
            }
            if (single.hasAny()) {
                throw RequestRefused.invalid(
                        "/" + ARRAY, "a body has ipsec_tunnels or a tunnel's own fields, not both");
            }
            return new TunnelObjects(TunnelForm.ARRAY, several);
        }

        private List<TunnelReader> readArray() {
            List<TunnelReader> tunnels = new ArrayList<>();
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
                        tunnels.add(reader);
                    });
            return tunnels;
        }
    }
}
