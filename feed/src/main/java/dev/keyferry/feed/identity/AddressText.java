package dev.keyferry.feed.identity;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/** Addresses that stand as text in an identity. */
public final class AddressText {
    private static final Pattern FORM =
            Pattern.compile("[0-9]+(?:\\.[0-9]+){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    private AddressText() {}

    /** Reads an address; never asks a name server, since only digits and separators get there. */
    public static Optional<InetAddress> read(String text) {
        if (!FORM.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
