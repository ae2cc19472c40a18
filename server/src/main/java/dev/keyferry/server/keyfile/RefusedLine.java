package dev.keyferry.server.keyfile;

import java.util.regex.Pattern;

/**
 * An entry of which nothing was stored.
 *
 * @param tunnel as the entry names it; empty where what stands there is no tunnel's name or id, for
 *     it may be a key in the wrong column
 * @param reason {@code token: sentence}
 */
public record RefusedLine(int entry, int line, String tunnel, String reason) implements FileLine {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,254}");

    public RefusedLine {
        tunnel = NAME.matcher(tunnel).matches() ? tunnel : "";
    }

    /** The header of a list of refused lines. */
    public static final String HEADER = "line,tunnel,reason";

    public static RefusedLine of(KeyLine line, LineReason reason) {
        return of(line, reason.text());
    }

    /** A refusal in the words of the API. */
    public static RefusedLine of(KeyLine line, String reason) {
        return new RefusedLine(line.entry(), line.line(), line.tunnel(), reason);
    }

    /** As a line of such a list, which holds no key and may be completed to a file of keys. */
    public String csv() {
        return line + "," + tunnel + ",\"" + reason.replace("\"", "\"\"") + '"';
    }
}
