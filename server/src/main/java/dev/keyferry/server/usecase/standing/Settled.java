package dev.keyferry.server.usecase.standing;

import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.server.domain.KeyStatus;
import dev.keyferry.server.domain.Notice;
import dev.keyferry.server.domain.Notice.Code;
import dev.keyferry.server.domain.tunnel.Tunnel;
import dev.keyferry.server.usecase.port.TunnelKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What can be told of keys after their gateways were waited for. Immutable. */
public final class Settled {
    private final Standing standing;
    private final Map<TunnelId, Placement> newest;
    private final List<Notice> notices;

    /**
     * @param newest what the gateways are to follow now; without the tunnels that are gone
     */
    Settled(Standing standing, Map<TunnelId, Placement> newest, List<Notice> notices) {
        this.standing = standing;
        this.newest = newest;
        this.notices = List.copyOf(notices);
    }

    /**
     * Where the key stands that was placed, or the one that came after it; empty if the tunnel is
     * gone. A gateway that has followed its end covers the revisions before it as well, and holds
     * none of its keys.
     */
    public Optional<KeyStatus> status(Placement placed) {
        return Optional.ofNullable(newest.get(placed.tunnel()))
                .map(key -> standing.status(key, placed.key().version()));
    }

    /** What is short of loaded everywhere. */
    public List<Notice> notices() {
        return notices;
    }

    /** Tells whose keys are not the newest any more. */
    static List<Notice> superseded(
            Collection<Placement> placements, Map<TunnelId, TunnelKey> present) {
        List<Notice> notices = new ArrayList<>();
        for (Placement placed : placements) {
            Optional<Tunnel.Key> key =
                    Optional.ofNullable(present.get(placed.tunnel())).flatMap(TunnelKey::present);
            if (key.isEmpty()) {
                notices.add(superseded("superseded: the tunnel was deleted", placed));
            } else if (key.get().version().isAfter(placed.key().version())) {
                notices.add(superseded("superseded by version " + key.get().version(), placed));
            }
        }
        return notices;
    }

    private static Notice superseded(String text, Placement placed) {
        Optional<String> pointer = Optional.of(placed.pointer()).filter(p -> !p.isEmpty());
        return new Notice(Code.SUPERSEDED, text, pointer);
    }
}
