package dev.keyferry.app.adopt.settings;

import dev.keyferry.app.adopt.source.Place;

/**
 * A word of the settings.
 *
 * @param text of a name, a reference or a part of a value; empty for others
 */
record Token(Kind kind, String text, Place place) {
    enum Kind {
        NAME,
        VALUE,
        OPEN,
        CLOSE,
        EQUALS,
        COLON,
        COMMA,
        /** The end of a value. */
        VALUE_END,
        END
    }

    boolean is(Kind other) {
        return kind == other;
    }

    @Override
    public String toString() {
        return kind + " at " + place;
    }
}
