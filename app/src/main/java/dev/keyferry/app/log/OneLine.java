package dev.keyferry.app.log;

import java.util.regex.Pattern;

/**
 * Keeps foreign text within its line. Line ends in it would let it look like lines of ours, and
 * what a terminal obeys could change them: control and format characters, and separators of lines.
 */
final class OneLine {
    /** As a regular expression, for the layout of lines too. */
    static final String FORBIDDEN = "[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]";

    private static final Pattern PATTERN = Pattern.compile(FORBIDDEN);

    private OneLine() {}

    static String of(String text) {
        return PATTERN.matcher(text).replaceAll("?");
    }
}
