package dev.keyferry.gateway.proof;

import dev.keyferry.feed.evidence.PeerAddress;
import dev.keyferry.feed.evidence.Rejection;
import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.identity.AddressText;
import dev.keyferry.vici.ViciMessage;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;

/**
 * An IKE SA as a charon shows it in an event or a list.
 *
 * @param connection that was found for it; {@value #NO_CONNECTION} where none was
 * @param uniqueId the charon's number of it; later ones have greater ones
 * @param identity the peer's as the charon printed it, cut at what a rejection holds; a stranger's
 *     choice
 * @param remoteId the same as text, whole
 */
record SeenSa(
        String connection,
        long uniqueId,
        State state,
        Side side,
        Bytes identity,
        String remoteId,
        PeerAddress from) {
    private static final String NO_CONNECTION = "(unnamed)";

    /** What the charon prints while no identity was claimed. */
    private static final String NO_IDENTITY = "%any";

    enum State {
        CONNECTING,
        ESTABLISHED,
        OTHER
    }

    /** Who began it. */
    enum Side {
        GATEWAY,
        PEER
    }

    /** Reads a section of an event; empty where what is needed of it is missing. */
    static Optional<SeenSa> of(String connection, ViciMessage sa) {
        Optional<Long> uniqueId = sa.text("uniqueid").flatMap(SeenSa::number);
        Optional<byte[]> identity = sa.bytes("remote-id");
        Optional<PeerAddress> from = sa.text("remote-host").flatMap(SeenSa::address);
        if (uniqueId.isEmpty() || identity.isEmpty() || from.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new SeenSa(
                        connection,
                        uniqueId.get(),
                        state(sa.text("state").orElse("")),
                        sa.text("initiator").filter("yes"::equals).isPresent()
                                ? Side.GATEWAY
                                : Side.PEER,
                        cut(identity.get()),
                        sa.text("remote-id").orElse(""),
                        from.get()));
    }

    boolean hasConnection() {
        return !connection.equals(NO_CONNECTION);
    }

    boolean hasIdentity() {
        return !remoteId.isEmpty() && !remoteId.equals(NO_IDENTITY);
    }

    static Optional<Long> number(String text) {
        try {
            return Optional.of(Long.parseUnsignedLong(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static State state(String text) {
        return switch (text) {
            case "CONNECTING" -> State.CONNECTING;
            case "ESTABLISHED" -> State.ESTABLISHED;
            default -> State.OTHER;
        };
    }

    private static Bytes cut(byte[] identity) {
        int length = Math.min(identity.length, Rejection.MAX_IDENTITY_BYTES);
        return Bytes.copyOf(Arrays.copyOf(identity, length));
    }

    /** Without the interface that follows a link-local address. */
    private static Optional<PeerAddress> address(String text) {
        return AddressText.read(text.split("%", 2)[0])
                .map(InetAddress::getAddress)
                .map(Bytes::copyOf)
                .map(PeerAddress::new);
    }
}
