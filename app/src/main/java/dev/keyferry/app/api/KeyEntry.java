package dev.keyferry.app.api;

/** One tunnel, by name or id, and the key it is to have. Shows the key to {@link #reveal} only. */
public final class KeyEntry {
    private final String tunnel;
    private final String psk;

    public KeyEntry(String tunnel, String psk) {
        this.tunnel = tunnel;
        this.psk = psk;
    }

    public String tunnel() {
        return tunnel;
    }

    /** The key, for the body of the call and nothing else. */
    public String reveal() {
        return psk;
    }

    @Override
    public String toString() {
        return "KeyEntry(" + tunnel + ", psk redacted)";
    }
}
