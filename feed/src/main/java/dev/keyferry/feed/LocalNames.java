package dev.keyferry.feed;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;

/**
 * A gateway's own identities and addresses, as its charon's connections name them: no tunnel may
 * have one of them as an identity. The gateway refuses such a tunnel by itself; these are told so
 * that the control plane can refuse it earlier.
 *
 * @param texts without repetition, at most {@value #MAX_NAMES}, each of 1 to {@value #MAX_BYTES}
 *     bytes of UTF-8 without control characters
 */
public record LocalNames(List<String> texts) {
    public static final int MAX_NAMES = 256;

    /** Bytes of UTF-8. */
    public static final int MAX_BYTES = 255;

    public static final LocalNames NONE = new LocalNames(List.of());

    public LocalNames {
        texts = List.copyOf(texts);
        if (texts.size() > MAX_NAMES || new HashSet<>(texts).size() != texts.size()) {
            throw new IllegalArgumentException(
                    "a gateway tells at most " + MAX_NAMES + " names, each once");
        }
        if (!texts.stream().allMatch(LocalNames::isName)) {
            throw new IllegalArgumentException(
                    "a gateway's name has 1 to " + MAX_BYTES + " bytes and no control characters");
        }
    }

    /** As many of the texts as can be told, in order. */
    public static LocalNames of(Collection<String> texts) {
        return new LocalNames(
                texts.stream()
                        .filter(LocalNames::isName)
                        .distinct()
                        .sorted()
                        .limit(MAX_NAMES)
                        .toList());
    }

    private static boolean isName(String text) {
        return !text.isEmpty()
                && text.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES
                && Detail.tidy(text, MAX_BYTES).equals(text);
    }
}
