package dev.keyferry.server.domain.evidence;

import dev.keyferry.feed.evidence.PeerAddress;
import dev.keyferry.feed.id.Bytes;
import dev.keyferry.server.domain.address.AddressLiteral;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** What peers showed of themselves, as text. */
public final class EvidenceText {
    private EvidenceText() {}

    /** Letters, digits and the signs of names and addresses; every other byte as {@code \\xNN}. */
    public static String escaped(Bytes identity) {
        StringBuilder text = new StringBuilder();
        for (byte b : identity.toArray()) {
            if (isPlain((char) (b & 0xff))) {
                text.append((char) b);
            } else {
                text.append("\\x%02x".formatted(b));
            }
        }
        return text.toString();
    }

    public static String of(PeerAddress address) {
        try {
            return AddressLiteral.spell(InetAddress.getByAddress(address.value().toArray()));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has its length", e);
        }
    }

    private static boolean isPlain(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || "-_.:@,=+ ".indexOf(c) >= 0;
    }
}
