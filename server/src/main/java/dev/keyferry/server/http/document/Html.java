package dev.keyferry.server.http.document;

import java.util.regex.Pattern;

/**
 * Text of a page that grows. What is not markup of a caller's own goes through {@link #escaped}.
 * Confined to one thread.
 */
final class Html {
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    private final StringBuilder text = new StringBuilder();

    /** Markup as it is. */
    Html raw(String markup) {
        text.append(markup);
        return this;
    }

    Html text(String words) {
        return raw(escaped(words));
    }

    /** Words in which backticks enclose code. */
    Html prose(String words) {
        return raw(CODE.matcher(escaped(words)).replaceAll("<code>$1</code>"));
    }

    /** Words whose paragraphs an empty line separates. */
    Html paragraphs(String words) {
        for (String paragraph : words.split("\n\n", -1)) {
            raw("<p>").prose(paragraph).raw("</p>\n");
        }
        return this;
    }

    Html code(String words) {
        return raw("<code>").text(words).raw("</code>");
    }

    Html link(String anchor, String words) {
        return raw("<a href=\"#").text(anchor).raw("\">").text(words).raw("</a>");
    }

    static String escaped(String words) {
        return words.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
