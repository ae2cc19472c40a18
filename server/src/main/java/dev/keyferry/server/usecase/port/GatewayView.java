package dev.keyferry.server.usecase.port;

import dev.keyferry.feed.GatewayCondition;
import dev.keyferry.feed.TunnelException;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.id.PskVersion;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.server.domain.KeyStatus.Stage;
import java.time.Instant;
import java.util.Optional;

/** One gateway as it was last heard of. Immutable. */
public interface GatewayView {
    GatewayName name();

    /** True if a waiting call waits for it. */
    boolean isReachable();

    /** When it was last heard of; empty if never since this process started. */
    Optional<Instant> lastSeen();

    /** What it last said of itself; empty if it has said nothing since this process started. */
    Optional<GatewayCondition> condition();

    /** Up to where it has brought everything into its charon; empty if it has not said. */
    Optional<Revision> through();

    /** How many tunnels' newest records it cannot follow, as it said last. */
    int unfollowed();

    /** How far the record at {@code revision} is on it. */
    Stage stage(Revision revision);

    /**
     * When the record at {@code revision} came to its stage, as far back as is remembered; empty at
     * {@link Stage#STORED}.
     */
    Optional<Instant> since(Revision revision);

    /** Why it does not follow this version of the tunnel's key; empty if it does, or may yet. */
    Optional<TunnelException> exception(TunnelId tunnel, PskVersion version);
}
