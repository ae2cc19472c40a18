package dev.keyferry.app.keyfile;

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

    public static RefusedLine of(KeyLine line, LineReason reason) {
        return of(line, reason.text());
    }

    /** A refusal in the words of the API. */
    public static RefusedLine of(KeyLine line, String reason) {
        return new RefusedLine(line.entry(), line.line(), line.tunnel(), reason);
    }
}
