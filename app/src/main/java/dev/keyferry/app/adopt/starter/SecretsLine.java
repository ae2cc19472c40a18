package dev.keyferry.app.adopt.starter;

import dev.keyferry.app.adopt.source.Place;

/**
 * What is left of a line of {@code ipsec.secrets}; strongSwan's {@code lexparser.c}. Confined to
 * one thread.
 */
final class SecretsLine {
    private final Place place;
    private String rest;

    SecretsLine(String line, Place place) {
        this.rest = line;
        this.place = place;
    }

    String rest() {
        return rest;
    }

    void skip(int characters) {
        rest = rest.substring(characters);
    }

    /** Skips blanks; false where nothing follows but a comment. */
    boolean skipBlanks() {
        int start = 0;
        while (start < rest.length() && isBlank(rest.charAt(start))) {
            start++;
        }
        skip(start);
        return !rest.isEmpty() && rest.charAt(0) != '#';
    }

    boolean isAtQuote() {
        return rest.startsWith("\"") || rest.startsWith("'");
    }

    /** A value that may stand in quotes of either kind; nothing is escaped in them. */
    String value() {
        if (!isAtQuote()) {
            return token();
        }
        char quote = rest.charAt(0);
        int end = rest.indexOf(quote, 1);
        if (end < 0) {
            throw place.broken("a quoted text is never closed");
        }
        String value = rest.substring(1, end);
        skip(end + 1);
        return value;
    }

    /** What stands before the next blank. */
    String token() {
        skipBlanks();
        int end = 0;
        while (end < rest.length() && !isBlank(rest.charAt(end))) {
            end++;
        }
        String token = rest.substring(0, end);
        skip(end);
        return token;
    }

    private static boolean isBlank(char character) {
        return character == ' ' || character == '\t';
    }
}
