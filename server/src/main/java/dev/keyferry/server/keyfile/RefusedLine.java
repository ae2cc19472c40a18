package dev.keyferry.server.keyfile;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * An entry of which nothing was stored.
 *
 * @param tunnel as the entry names it; empty where that may be a key in the wrong column
 * @param reason {@code token: sentence}
 */
public record RefusedLine(int entry, int line, String tunnel, String reason) implements FileLine {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,254}");

    /** Words and numbers as people put names together of them, and hardly any generator a key. */
    private static final Pattern PLAIN = plain();

    /** Reasons of the API that leave open whether there is such a tunnel. */
    private static final Set<String> UNKNOWN = Set.of("unknown-tunnel", "not-permitted");

    public RefusedLine {
        tunnel = NAME.matcher(tunnel).matches() ? tunnel : "";
    }

    /** The header of a list of refused lines. */
    public static final String HEADER = "line,tunnel,reason";

    /** A refusal of a line of which it is not known whether there is such a tunnel. */
    public static RefusedLine of(KeyLine line, LineReason reason) {
        return ofUnknown(line, reason.text());
    }

    /** A refusal in the words of the API. */
    public static RefusedLine of(KeyLine line, String reason) {
        return UNKNOWN.contains(reason.split(":", 2)[0])
                ? ofUnknown(line, reason)
                : ofTunnel(line, reason);
    }

    /** A refusal of a line whose tunnel there is. */
    static RefusedLine ofTunnel(KeyLine line, String reason) {
        return new RefusedLine(line.entry(), line.line(), line.tunnel(), reason);
    }

    private static RefusedLine ofUnknown(KeyLine line, String reason) {
        String tunnel = PLAIN.matcher(line.tunnel()).matches() ? line.tunnel() : "";
        return new RefusedLine(line.entry(), line.line(), tunnel, reason);
    }

    private static Pattern plain() {
        String word =
                "([a-z]{1,15}\\d{0,8}[a-z]?|[A-Z]{1,15}\\d{0,8}[A-Z]?|[A-Z][a-z]{1,14}\\d{0,8}"
                        + "|([A-Z][a-z]{2,14}){2,3}\\d{0,4}|\\d{1,8}([a-z]{0,4}|[A-Z]{0,4}))";
        return Pattern.compile(word + "([._-]" + word + "){0,15}");
    }

    /** As a line of such a list, which holds no key and may be completed to a file of keys. */
    public String csv() {
        return line + "," + tunnel + ",\"" + reason.replace("\"", "\"\"") + '"';
    }
}
