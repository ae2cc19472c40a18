package dev.keyferry.server.tls;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

/**
 * The names for which the server's own certificate is good: those by which gateways and clients
 * reach it.
 *
 * @param texts host names, {@code *.} before one included, and literal addresses; 1 to {@value
 *     #MAX_NAMES}, each once, in the order of their spelling
 */
public record TlsNames(List<String> texts) {
    public static final int MAX_NAMES = 100;

    private static final int MAX_HOST_NAME = 253;
    private static final Pattern HOST_NAME =
            Pattern.compile(
                    "(?:\\*\\.)?[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
                            + "(?:\\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*");
    private static final Pattern ADDRESS =
            Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}|[0-9a-f.]*:[0-9a-f:.]*");

    /** Would be taken for an address by some. */
    private static final Pattern NUMBERS = Pattern.compile("(?:.*\\.)?[0-9]+");

    public TlsNames {
        SortedSet<String> spelled = new TreeSet<>();
        texts.forEach(text -> spelled.add(spell(text)));
        if (spelled.isEmpty() || spelled.size() > MAX_NAMES) {
            throw new IllegalArgumentException("must be 1 to " + MAX_NAMES + " names");
        }
        texts = List.copyOf(spelled);
    }

    /** Those of a machine that listens on {@code address}. */
    public static TlsNames byDefault(InetAddress address) {
        List<String> texts = new ArrayList<>();
        ownName().ifPresent(texts::add);
        texts.add("localhost");
        if (!address.isAnyLocalAddress()) {
            texts.add(withoutZone(address));
        }
        return new TlsNames(texts);
    }

    GeneralNames general() {
        return new GeneralNames(
                texts.stream()
                        .map(text -> new GeneralName(kind(text), text))
                        .toArray(GeneralName[]::new));
    }

    private static Optional<String> ownName() {
        try {
            String name = InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT);
            return Optional.of(name).filter(TlsNames::isHostName);
        } catch (UnknownHostException e) {
            // A machine whose own name leads nowhere is reached by its other names.
            return Optional.empty();
        }
    }

    private static String spell(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (ADDRESS.matcher(lower).matches()) {
            return withoutZone(InetAddress.ofLiteral(lower));
        }
        if (!isHostName(lower)) {
            throw new IllegalArgumentException(
                    "a name is a host name or a literal address, without a port");
        }
        return lower;
    }

    private static boolean isHostName(String text) {
        return text.length() <= MAX_HOST_NAME
                && HOST_NAME.matcher(text).matches()
                && !NUMBERS.matcher(text).matches();
    }

    private static String withoutZone(InetAddress address) {
        return address.getHostAddress().replaceFirst("%.*", "");
    }

    private static int kind(String text) {
        return ADDRESS.matcher(text).matches() ? GeneralName.iPAddress : GeneralName.dNSName;
    }
}
