package dev.keyferry.server.router;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.keyferry.feed.seal.Psk;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * A router's configuration but for the key, which it is given when it writes itself. So a
 * configuration is no secret, and a key is in none of its parts. Immutable.
 */
public final class RouterConfiguration {
    /** What stands in the key's place where there is none. */
    public static final String PLACEHOLDER = "<PRE-SHARED KEY>";

    /** Marks the key's place in a template; no value can have it. */
    static final String KEY = "\0";

    private final String before;
    private final String after;
    private final KeyForm form;

    private RouterConfiguration(String before, String after, KeyForm form) {
        this.before = before;
        this.after = after;
        this.form = form;
    }

    /** A configuration of a text that has {@link #KEY} once, where the key goes. */
    static RouterConfiguration of(String template, KeyForm form) {
        int place = template.indexOf(KEY);
        if (place < 0 || template.indexOf(KEY, place + 1) >= 0) {
            throw new IllegalArgumentException("a configuration has one place for a key");
        }
        return new RouterConfiguration(
                template.substring(0, place), template.substring(place + KEY.length()), form);
    }

    /** The text for eyes: {@value #PLACEHOLDER} stands where the key goes, within its quotes. */
    public String withPlaceholder() {
        return before + PLACEHOLDER + after;
    }

    /**
     * Writes the text with the key, and keeps nothing of that.
     *
     * @throws Inexpressible if the router cannot be given this key; nothing is written then
     */
    public void write(Psk psk, OutputStream out) throws IOException {
        byte[] key = psk.reveal();
        byte[] written = {};
        try {
            written = form.of(key);
            out.write(before.getBytes(US_ASCII));
            out.write(written);
            out.write(after.getBytes(US_ASCII));
        } finally {
            Arrays.fill(key, (byte) 0);
            Arrays.fill(written, (byte) 0);
        }
    }
}
