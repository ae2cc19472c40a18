package dev.keyferry.gateway.rules;

import dev.keyferry.feed.IkeIdentity;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The identities and addresses of the gateway itself. A key that is owned by one of them would open
 * every tunnel of the charon, so no owner may equal one or be matched by one. Immutable.
 *
 * <p>{@code list-conns} does not show an identity's type; so the text alone is compared, without
 * regard to case, whatever the owner's type.
 */
public final class LocalIdentities {
    private static final Pattern HEX_BYTES = Pattern.compile("[0-9a-f]{2}(?::[0-9a-f]{2})*");
    private static final Pattern ADDRESS =
            Pattern.compile("[0-9]+(?:\\.[0-9]+){3}|[0-9a-f:.]*:[0-9a-f:.]*");

    private final Set<String> texts = new HashSet<>();
    private final Set<String> suffixes = new HashSet<>();
    private final Set<String> hexes = new HashSet<>();
    private final Set<InetAddress> addresses = new HashSet<>();
    private boolean hasDistinguishedName;

    /** Collects local ids and local addresses of all connections, PSK or not. */
    public LocalIdentities(List<Connection> connections) {
        for (Connection connection : connections) {
            connection.localAddresses().forEach(this::add);
            connection.local().forEach(round -> round.id().ifPresent(this::add));
        }
    }

    /** True if a key with this owner must not be loaded. */
    public boolean reserves(IkeIdentity owner) {
        return switch (owner.type()) {
            case IPV4, IPV6 -> address(owner.bytes()).filter(addresses::contains).isPresent();
            // Names are printed by charon in its own spelling, which cannot be compared.
            case DN -> hasDistinguishedName;
            case KEYID, FQDN, EMAIL -> reservesText(owner);
        };
    }

    private boolean reservesText(IkeIdentity owner) {
        String text = fold(new String(owner.bytes(), StandardCharsets.ISO_8859_1));
        return texts.contains(text)
                || hexes.contains(owner.hex())
                || suffixes.stream().anyMatch(text::endsWith)
                || address(text).filter(addresses::contains).isPresent();
    }

    private void add(String text) {
        // Open ends name nobody; they make a connection unsafe, not an owner reserved.
        if (IdentityText.isAny(text) || IdentityText.isRange(text)) {
            return;
        }
        String folded = fold(text);
        texts.add(folded);
        if (folded.startsWith("*")) {
            suffixes.add(folded.substring(1));
        }
        if (HEX_BYTES.matcher(folded).matches()) {
            hexes.add(folded.replace(":", ""));
        }
        hasDistinguishedName |= folded.indexOf('=') >= 0;
        address(folded).ifPresent(addresses::add);
    }

    private static String fold(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static Optional<InetAddress> address(byte[] bytes) {
        try {
            return Optional.of(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** Reads an address; never asks a name server, since only digits and separators get there. */
    private static Optional<InetAddress> address(String text) {
        if (!ADDRESS.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
