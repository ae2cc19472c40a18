package dev.keyferry.server.console.view.keys;

import dev.keyferry.server.console.view.Mark;
import dev.keyferry.server.domain.KeyStatus;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * How many lines came out how. It goes to the browser and back between the calls of a run, so that
 * the server keeps nothing of one; whoever changes it on the way fools nobody else.
 *
 * @param refused lines of which nothing was stored
 * @param gone whose tunnels were deleted meanwhile
 */
public record Tally(Map<KeyStatus.State, Integer> stored, int refused, int gone) {
    public static final Tally NONE = new Tally(Map.of(), 0, 0);

    private static final String REFUSED = "refused";
    private static final String GONE = "gone";
    private static final int MAX = 1_000_000;

    public Tally {
        stored = Map.copyOf(stored);
    }

    /** A count, and the field that brings it back. */
    public record Count(String field, Mark mark, int count) {}

    /** Reads the fields of {@link #counts}; what is no number counts as none. */
    public static Tally of(Function<String, String> fields) {
        Map<KeyStatus.State, Integer> stored = new EnumMap<>(KeyStatus.State.class);
        for (KeyStatus.State state : KeyStatus.State.values()) {
            stored.put(state, number(fields.apply(field(state))));
        }
        return new Tally(stored, number(fields.apply(REFUSED)), number(fields.apply(GONE)));
    }

    Tally plus(KeyStatus.State state) {
        Map<KeyStatus.State, Integer> more = new EnumMap<>(KeyStatus.State.class);
        more.putAll(stored);
        more.merge(state, 1, Integer::sum);
        return new Tally(more, refused, gone);
    }

    Tally plusRefused(int lines) {
        return new Tally(stored, refused + lines, gone);
    }

    Tally plusGone() {
        return new Tally(stored, refused, gone + 1);
    }

    public List<Count> counts() {
        List<Count> counts = new ArrayList<>();
        for (KeyStatus.State state : KeyStatus.State.values()) {
            counts.add(new Count(field(state), Mark.of(state), stored.getOrDefault(state, 0)));
        }
        counts.add(new Count(REFUSED, KeyRow.REFUSED, refused));
        counts.add(new Count(GONE, SetKeys.GONE, gone));
        return counts;
    }

    /** Those that are not zero. */
    public List<Count> shown() {
        return counts().stream().filter(count -> count.count() > 0).toList();
    }

    private static String field(KeyStatus.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static int number(String text) {
        if (!text.matches("[0-9]{1,7}")) {
            return 0;
        }
        return Math.min(Integer.parseInt(text), MAX);
    }
}
