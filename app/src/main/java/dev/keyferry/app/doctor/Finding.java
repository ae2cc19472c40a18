package dev.keyferry.app.doctor;

import dev.keyferry.app.Failure;
import dev.keyferry.app.api.Printable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a check saw.
 *
 * @param seen a sentence without its full stop; never a key or a token
 * @param mend what to do; empty where nothing is to be done
 */
public record Finding(Level level, Subject subject, String seen, String mend) {
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
