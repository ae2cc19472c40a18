package dev.keyferry.gateway.proof;

import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.identity.GeneratedIdentities;
import dev.keyferry.feed.identity.PrintedIdentity;
import dev.keyferry.feed.record.KeyBinding;
import dev.keyferry.gateway.desired.Desired;
import dev.keyferry.gateway.desired.Held;
import java.util.Optional;

/**
 * Finds the tunnel of what a charon prints of a peer. It prints no type, and no two tunnels have
 * identities that are printed alike. Thread-safe.
 *
 * <p>Generated identities tell their tunnel themselves, and only the few others are indexed.
 */
record Claimants(Desired desired) {
    Claim of(String printed) {
        PrintedIdentity peer = PrintedIdentity.read(printed);
        return generated(peer)
                .or(() -> desired.owners().of(peer).flatMap(this::live))
                .<Claim>map(binding -> new Claim.Of(binding.tunnel(), binding.version()))
                .orElseGet(Claim.Nobody::new);
    }

    private Optional<KeyBinding> generated(PrintedIdentity peer) {
        return GeneratedIdentities.tunnelOf(peer)
                .flatMap(this::live)
                .filter(binding ->
                        binding.identities().stream()
                                .map(PrintedIdentity::of)
                                .anyMatch(peer::equals));
    }

    private Optional<KeyBinding> live(TunnelId tunnel) {
        return desired.of(tunnel).filter(Held::isLive).map(held -> held.record().binding());
    }
}
