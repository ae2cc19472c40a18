package dev.keyferry.server.keyfile;

import java.util.regex.Pattern;

/**
 * An entry that gives a tunnel a key. Shows the key to {@link #reveal} only; what names the tunnel
 * may be a key in the wrong place, as long as no tunnel has that name.
 */
public final class KeyLine implements FileLine {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,254}");
    private static final Pattern ID = Pattern.compile("[0-9A-Fa-f]{32}");

    private final int entry;
    private final int line;
    private final String tunnel;
    private final String psk;

    /**
     * An entry.
     *
     * @param tunnel a name or an id
     */
    public KeyLine(int entry, int line, String tunnel, String psk) {
        this.entry = entry;
        this.line = line;
        this.tunnel = tunnel;
        this.psk = psk;
    }

    @Override
    public int entry() {
        return entry;
    }

    @Override
    public int line() {
        return line;
    }

    public String tunnel() {
        return tunnel;
    }

    /** True if a tunnel may be called what stands in the key's place; an id is as many keys are. */
    boolean hasNameForKey() {
        return NAME.matcher(psk).matches() && !ID.matcher(psk).matches();
    }

    boolean hasEmptyKey() {
        return psk.isEmpty();
    }

    boolean hasKeyOf(KeyLine other) {
        return psk.equals(other.psk);
    }

    /** The key, for the call that sets it and for checks of its form, and nothing else. */
    public String reveal() {
        return psk;
    }

    @Override
    public String toString() {
        return "KeyLine(" + line + ", redacted)";
    }
}
