package dev.keyferry.app.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What several calls said, as if it had been one: texts that differ in how many tunnels they are
 * about become one with the sum, all others are said once. Confined to one thread.
 */
public final class Sums {
    private static final Pattern COUNT =
            Pattern.compile("\\b(\\d{1,9})(?= (?:tunnels|more findings)\\b)");

    private final SequencedMap<Around, Long> sums = new LinkedHashMap<>();

    /** A text without its count. */
    private record Around(String before, String after, boolean isCounting) {}

    /** Adds a text; the first number of tunnels in it is its count. */
    public void add(String text) {
        Matcher count = COUNT.matcher(text);
        if (count.find()) {
            Around around =
                    new Around(text.substring(0, count.start()), text.substring(count.end()), true);
            sums.merge(around, Long.valueOf(count.group(1)), Long::sum);
        } else {
            sums.put(new Around(text, "", false), 0L);
        }
    }

    /** In the order in which each was said first. */
    public List<String> texts() {
        return sums.entrySet().stream()
                .map(said -> {
                    Around around = said.getKey();
                    String count = around.isCounting ? said.getValue().toString() : "";
                    return around.before + count + around.after;
                })
                .toList();
    }
}
