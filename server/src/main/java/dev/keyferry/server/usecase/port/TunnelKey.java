package dev.keyferry.server.usecase.port;

import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.PskVersion;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.seal.Fingerprint;
import dev.keyferry.server.domain.tunnel.FarIdentities;
import dev.keyferry.server.domain.tunnel.Tunnel;
import java.util.Optional;

/**
 * The little of a tunnel that setting its key needs; ten thousand of them are read at once.
 *
 * @param far what was given of its far side; its keys are bound to it
 * @param next the version of its next key, or of the end of its present one; above all before
 * @param held its present key, if it has one
 * @param ended the end of its last key on this edge, where it has none and that is still remembered
 */
public record TunnelKey(
        TunnelId tunnel,
        EdgeId edge,
        FarIdentities far,
        PskVersion next,
        Optional<Held> held,
        Optional<Tunnel.Key> ended) {
    /** A new tunnel, which never had a key. */
    public static TunnelKey bare(Tunnel tunnel) {
        return new TunnelKey(
                tunnel.id(),
                tunnel.edge(),
                tunnel.parameters().farIdentities(),
                PskVersion.FIRST,
                Optional.empty(),
                Optional.empty());
    }

    /** A key that a tunnel has. */
    public record Held(Tunnel.Key key, Fingerprint fingerprint) {}

    /** The present key without its fingerprint. */
    public Optional<Tunnel.Key> present() {
        return held.map(Held::key);
    }

    /** True if its present key, or the end of its last one, is newer than a revision. */
    public boolean isNewerThan(Revision revision) {
        return present()
                .or(() -> ended)
                .filter(key -> key.revision().isAfter(revision))
                .isPresent();
    }

    /** The same, whose next version is above this one. */
    public TunnelKey above(long floor) {
        return next.value() > floor
                ? this
                : new TunnelKey(tunnel, edge, far, new PskVersion(floor + 1), held, ended);
    }

    /** The same tunnel with a newer key. */
    public TunnelKey with(Held newest) {
        return new TunnelKey(
                tunnel,
                edge,
                far,
                newest.key().version().next(),
                Optional.of(newest),
                Optional.empty());
    }

    /** The same tunnel after its key was taken. */
    public TunnelKey without(Tunnel.Key end) {
        return new TunnelKey(
                tunnel, edge, far, end.version().next(), Optional.empty(), Optional.of(end));
    }

    /** The same keys of the tunnel as it is now. */
    public TunnelKey of(Tunnel changed) {
        return new TunnelKey(
                changed.id(),
                changed.edge(),
                changed.parameters().farIdentities(),
                next,
                held,
                ended.filter(end -> changed.edge().equals(edge)));
    }
}
