package dev.keyferry.gateway.watch;

import dev.keyferry.feed.identity.PrintedIdentity;
import dev.keyferry.vici.ViciMessage;
import java.util.Optional;
import java.util.Set;

/**
 * An IKE SA as a charon's list or event shows it.
 *
 * @param uniqueId the charon's number of it; later ones have greater ones
 * @param peer a stranger's choice
 * @param isOwn whether the gateway began it
 */
public record LiveSa(
        long uniqueId, PrintedIdentity peer, String remoteHost, String state, boolean isOwn) {
    /** What a peer that is connected has; another word stands for one that comes or goes. */
    private static final Set<String> UP = Set.of("ESTABLISHED", "REKEYING");

    /** Reads a section of a list or event; empty where what is needed of it is missing. */
    public static Optional<LiveSa> of(ViciMessage sa) {
        Optional<PrintedIdentity> peer = sa.text("remote-id").map(PrintedIdentity::read);
        Optional<Long> uniqueId = sa.text("uniqueid").flatMap(LiveSa::number);
        if (peer.isEmpty() || uniqueId.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new LiveSa(
                        uniqueId.get(),
                        peer.get(),
                        sa.text("remote-host").orElse(""),
                        sa.text("state").orElse(""),
                        sa.text("initiator").filter("yes"::equals).isPresent()));
    }

    public boolean isUp() {
        return UP.contains(state);
    }

    private static Optional<Long> number(String text) {
        try {
            return Optional.of(Long.parseUnsignedLong(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
