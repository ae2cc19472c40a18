package dev.keyferry.app.doctor;

import dev.keyferry.app.Failure;
import dev.keyferry.app.api.Printable;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a check saw.
 *
 * @param seen a sentence without its full stop; never a key or a token
 * @param mend what to do; empty where nothing is to be done
 */
public record Finding(Level level, Subject subject, String seen, String mend) {
    /** Findings of one check that are told one by one. */
    public static final int MAX_TOLD = 20;

    public Finding {
        seen = Printable.of(seen);
        mend = Printable.of(mend);
        if (mend.isEmpty() != (level == Level.OK)) {
            throw new IllegalArgumentException("what is not well has a way out, and that alone");
        }
    }

    public static Finding ok(Subject subject, String seen) {
        return new Finding(Level.OK, subject, seen, "");
    }

    public static Finding warn(Subject subject, String seen, String mend) {
        return new Finding(Level.WARN, subject, seen, mend);
    }

    public static Finding fail(Subject subject, String seen, String mend) {
        return new Finding(Level.FAIL, subject, seen, mend);
    }

    public static Finding fail(Subject subject, Failure failure) {
        return fail(subject, String.valueOf(failure.getMessage()), failure.hint());
    }

    /**
     * The first of many, and how many more there are.
     *
     * @param all of one subject
     */
    public static List<Finding> shortened(List<Finding> all) {
        if (all.size() <= MAX_TOLD) {
            return all;
        }
        Finding more =
                new Finding(
                        all.subList(MAX_TOLD, all.size()).stream()
                                .map(Finding::level)
                                .max(Comparator.naturalOrder())
                                .orElseThrow(),
                        all.getFirst().subject(),
                        (all.size() - MAX_TOLD) + " more like these",
                        "mend those that are named, and look again");
        return Stream.concat(all.stream().limit(MAX_TOLD), Stream.of(more)).toList();
    }

    public ObjectNode json() {
        ObjectNode json =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("check", subject.toString())
                        .put("result", level.toString())
                        .put("seen", seen);
        return level == Level.OK ? json : json.put("mend", mend);
    }
}
