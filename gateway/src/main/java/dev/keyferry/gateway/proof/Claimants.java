package dev.keyferry.gateway.proof;

import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.identity.PrintedIdentity;
import dev.keyferry.feed.record.KeyBinding;
import dev.keyferry.gateway.desired.Desired;
import dev.keyferry.gateway.desired.Held;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the tunnel of what a charon prints of a peer. It prints no type, and no two tunnels have
 * identities that are printed alike. Thread-safe.
 *
 * <p>Generated identities tell their tunnel themselves, and only the few others are indexed.
 */
record Claimants(Desired desired) {
    /**
     * A tunnel id stands in each generated identity; which one it is, the tunnel's record tells.
     */
    private static final Pattern GENERATED =
            Pattern.compile("(?:[0-9]+_|ipsec@)?([0-9a-f]{32})(?:\\..*)?");

    Claim of(String printed) {
        PrintedIdentity peer = PrintedIdentity.read(printed);
        return generated(peer)
                .or(() -> desired.owners().of(peer).flatMap(this::live))
                .<Claim>map(binding -> new Claim.Of(binding.tunnel(), binding.version()))
                .orElseGet(Claim.Nobody::new);
    }

    private Optional<KeyBinding> generated(PrintedIdentity peer) {
        return Optional.of(GENERATED.matcher(peer.text()))
                .filter(Matcher::matches)
                .map(matcher -> new TunnelId(matcher.group(1)))
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
