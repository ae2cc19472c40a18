package dev.keyferry.feed.identity;

import dev.keyferry.feed.id.AccountNumber;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a tunnel may have as an identity beside the generated ones. */
public final class ExtraIdentity {
    private static final Pattern LABEL = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern GENERATED_KEY_ID = Pattern.compile("[0-9]+_[0-9a-f]{32}");
    private static final String BROADCAST = "255.255.255.255";

    private ExtraIdentity() {}

    /** What every custom FQDN of the account ends with, behind its label: from the first dot on. */
    public static String customSuffix(AccountNumber account, IkeDomain domain) {
        return "." + account + ".custom." + domain;
    }

    /** True for a custom FQDN of this account: one label of DNS, and the account's suffix. */
    public static boolean isCustom(IkeIdentity identity, AccountNumber account, IkeDomain domain) {
        if (identity.type() != IkeIdentity.Type.FQDN) {
            return false;
        }
        String text = folded(identity);
        String suffix = customSuffix(account, domain);
        return text.endsWith(suffix)
                && LABEL.matcher(text.substring(0, text.length() - suffix.length())).matches();
    }

    /**
     * Returns why no tunnel at all may have the identity by explicit choice, as one sentence about
     * "it" that quotes nothing; empty if one may.
     */
    public static Optional<String> objection(IkeIdentity identity, IkeDomain domain) {
        return switch (identity.type()) {
            case IPV4, IPV6 -> address(identity.bytes()).flatMap(ExtraIdentity::objection);
            case DN -> nameObjection(identity.bytes());
            case KEYID -> textObjection(printed(identity), domain);
            case FQDN, EMAIL ->
                    wildcardObjection(identity).or(() -> textObjection(printed(identity), domain));
        };
    }

    /** The address that the identity is, or that stands as text in it. */
    public static Optional<InetAddress> addressOf(IkeIdentity identity) {
        return switch (identity.type()) {
            case IPV4, IPV6 -> address(identity.bytes());
            case KEYID, FQDN, EMAIL -> AddressText.read(printed(identity));
            case DN -> Optional.empty();
        };
    }

    private static Optional<String> nameObjection(byte[] der) {
        try {
            return DistinguishedName.read(der).hasWildcard()
                    ? Optional.of("it has * for a value, which would match every value")
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of("it is no distinguished name in DER");
        }
    }

    // Newer charons read ^...$ as a regular expression, all read a leading * as a wildcard.
    private static Optional<String> wildcardObjection(IkeIdentity identity) {
        for (byte b : identity.bytes()) {
            if (b == '*' || b == '^' || (b >= 0 && b < ' ') || b == 0x7f) {
                return Optional.of("it has a wildcard or a control character");
            }
        }
        return Optional.empty();
    }

    private static Optional<String> textObjection(String text, IkeDomain domain) {
        if (GENERATED_KEY_ID.matcher(text).matches()) {
            return Optional.of("it has the form of a tunnel's generated key id");
        }
        if (isUnder(text, domain)) {
            return Optional.of("it lies under the IKE domain, where names are generated");
        }
        return AddressText.read(text).flatMap(ExtraIdentity::objection);
    }

    private static boolean isUnder(String text, IkeDomain domain) {
        String name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        return name.equals(domain.value())
                || name.endsWith("." + domain)
                || name.endsWith("@" + domain);
    }

    private static Optional<String> objection(InetAddress address) {
        boolean isNobodys =
                address.isAnyLocalAddress()
                        || address.isLoopbackAddress()
                        || address.isMulticastAddress()
                        || address.getHostAddress().equals(BROADCAST);
        return isNobodys
                ? Optional.of("it is an unspecified, loopback, multicast or broadcast address")
                : Optional.empty();
    }

    private static Optional<InetAddress> address(byte[] bytes) {
        try {
            return Optional.of(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an identity of an address has its length", e);
        }
    }

    private static String folded(IkeIdentity identity) {
        return new String(identity.bytes(), StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    }

    private static String printed(IkeIdentity identity) {
        return PrintedIdentity.of(identity).text();
    }
}
