package dev.keyferry.feed.wire;

import java.util.regex.Pattern;

/**
 * The number of the protocol between gateways and their control plane. Each side sends its own in
 * {@link #HEADER}, a gateway with every request and the control plane with every answer.
 */
public final class Protocol {
    public static final String HEADER = "Keyferry-Protocol";

    /** Spoken by this version of the program. */
    public static final int NUMBER = 1;

    private static final Pattern FORM = Pattern.compile("[1-9][0-9]{0,5}");

    private Protocol() {}

    /** What a peer's number means here. */
    public enum Match {
        SPOKEN,
        /** The peer has to be updated. */
        PEER_TOO_OLD,
        /** This side has to be updated. */
        PEER_TOO_NEW,
        /** It is not a number, so that no Keyferry has sent it. */
        FOREIGN
    }

    /** Judges the value of a peer's header. */
    public static Match judge(String value) {
        if (!FORM.matcher(value).matches()) {
            return Match.FOREIGN;
        }
        int number = Integer.parseInt(value);
        if (number == NUMBER) {
            return Match.SPOKEN;
        }
        return number < NUMBER ? Match.PEER_TOO_OLD : Match.PEER_TOO_NEW;
    }
}
