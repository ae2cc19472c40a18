package dev.keyferry.server.keyfile;

/** An entry that gives a tunnel a key. Shows the key to {@link #reveal} only. */
public final class KeyLine implements FileLine {
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
        return "KeyLine(" + line + ", " + tunnel + ", psk redacted)";
    }
}
