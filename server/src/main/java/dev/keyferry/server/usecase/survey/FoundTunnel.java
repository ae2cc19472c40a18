package dev.keyferry.server.usecase.survey;

import dev.keyferry.server.domain.KeyStatus;
import java.util.Optional;

/**
 * A tunnel that was found.
 *
 * @param status where its key stands; empty if it has none
 */
public record FoundTunnel(TunnelEntry entry, Optional<KeyStatus> status) {}
