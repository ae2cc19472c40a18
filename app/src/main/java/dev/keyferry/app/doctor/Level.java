package dev.keyferry.app.doctor;

import java.util.Locale;

/** How bad what was seen is. */
public enum Level {
    OK,
    /** Works, and should be otherwise, or could not be looked at. */
    WARN,
    /** Does not work, or shows keys to others. */
    FAIL;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
