package dev.keyferry.server.usecase.tunnel;

import dev.keyferry.feed.identity.GeneratedIdentities;
import dev.keyferry.server.domain.KeyStatus;
import dev.keyferry.server.domain.tunnel.Tunnel;
import java.util.Optional;

/**
 * A tunnel with what follows from it.
 *
 * @param status where its key stands; empty before the first key
 */
public record TunnelView(
        Tunnel tunnel, GeneratedIdentities identities, Optional<KeyStatus> status) {}
