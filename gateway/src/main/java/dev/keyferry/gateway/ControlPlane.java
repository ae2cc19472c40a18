package dev.keyferry.gateway;

import dev.keyferry.feed.Feed;
import dev.keyferry.feed.reauth.Reauthenticating;
import dev.keyferry.feed.reseal.Resealing;
import dev.keyferry.feed.witness.Witnessing;
import java.util.Optional;

/**
 * All that an agent asks of its control plane.
 *
 * @param resealing empty for the gateway in the control plane's own process, whose edge key is
 *     never replaced by another one there
 */
public record ControlPlane(
        Feed feed,
        Reauthenticating reauthenticating,
        Witnessing witnessing,
        Optional<Resealing> resealing) {}
