package dev.keyferry.feed.identity;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A gateway's own names and addresses. A key that is owned by one of them would open every tunnel
 * of the charon, so no owner may equal one or be matched by one. Immutable.
 *
 * <p>A charon does not show the type of a name; so the text alone is compared, without regard to
 * case, whatever the owner's type.
 */
public final class ReservedNames {
    private static final Pattern HEX_BYTES = Pattern.compile("[0-9a-f]{2}(?::[0-9a-f]{2})*");

    private final Set<String> texts = new HashSet<>();
    private final Set<String> suffixes = new HashSet<>();
    private final Set<String> hexes = new HashSet<>();
    private final Set<InetAddress> addresses = new HashSet<>();
    private boolean hasDistinguishedName;

    /** Reserves names as a charon prints them: a name that begins with {@code *} is a wildcard. */
    public ReservedNames(Collection<String> names) {
        names.forEach(this::add);
    }

    /** True if a key with this owner must not be loaded. */
    public boolean reserves(IkeIdentity owner) {
        boolean isAddress = ExtraIdentity.addressOf(owner).filter(addresses::contains).isPresent();
        return switch (owner.type()) {
            case IPV4, IPV6 -> isAddress;
            // Names are printed by charon in its own spelling, which cannot be compared.
            case DN -> hasDistinguishedName;
            case KEYID, FQDN, EMAIL -> isAddress || reservesText(owner);
        };
    }

    /** The names in lower case. */
    public List<String> texts() {
        return List.copyOf(texts);
    }

    private boolean reservesText(IkeIdentity owner) {
        String text = fold(new String(owner.bytes(), StandardCharsets.ISO_8859_1));
        return texts.contains(text)
                || hexes.contains(owner.hex())
                || suffixes.stream().anyMatch(text::endsWith);
    }

    private void add(String text) {
        String folded = fold(text);
        texts.add(folded);
        if (folded.startsWith("*")) {
            suffixes.add(folded.substring(1));
        }
        if (HEX_BYTES.matcher(folded).matches()) {
            hexes.add(folded.replace(":", ""));
        }
        hasDistinguishedName |= folded.indexOf('=') >= 0;
        AddressText.read(folded).ifPresent(addresses::add);
    }

    private static String fold(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
