package dev.keyferry.server.usecase.recall;

import java.util.Optional;

/**
 * One difference.
 *
 * @param tunnel as the store knows it
 * @param stored the store's record
 * @param held the gateways' record; empty where they have none
 */
public record Finding(
        Place place,
        Verdict verdict,
        Optional<StoredTunnel> tunnel,
        Optional<StoredKey> stored,
        Optional<Held> held) {}
