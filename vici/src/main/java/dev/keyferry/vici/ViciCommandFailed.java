package dev.keyferry.vici;

/** The daemon ran the command and answered {@code success=no}. */
public final class ViciCommandFailed extends ViciException {
    /** Longest part of the daemon's error text that is kept, in characters. */
    public static final int MAX_ERROR_CHARACTERS = 256;

    private final String command;
    private final String errorText;

    ViciCommandFailed(String command, String errorText) {
        this(command, new StringBuilder(printable(errorText)));
    }

    private ViciCommandFailed(String command, StringBuilder printable) {
        super(command + " failed: " + printable, null);
        this.command = command;
        this.errorText = printable.toString();
    }

    public String command() {
        return command;
    }

    /** The daemon's {@code errmsg}: printable ASCII, cut, empty where it gave none. */
    public String errorText() {
        return errorText;
    }

    private static String printable(String text) {
        String cut = text.substring(0, Math.min(text.length(), MAX_ERROR_CHARACTERS));
        return cut.replaceAll("[^\\x20-\\x7e]", "?");
    }
}
