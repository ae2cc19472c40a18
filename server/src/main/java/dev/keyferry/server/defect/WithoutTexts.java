package dev.keyferry.server.defect;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An unexpected failure as the log may show it: the types and places of it and of its causes. Their
 * texts stay out, because they may quote what was sent.
 */
public final class WithoutTexts extends Exception {
    private static final long serialVersionUID = 1;
    private static final int MAX_CAUSES = 8;

    private WithoutTexts(Throwable failure, @Nullable Throwable cause) {
        super(failure.getClass().getName(), cause, false, true);
        setStackTrace(failure.getStackTrace());
    }

    /** What may be logged of the failure. */
    public static Throwable of(Throwable failure) {
        return of(failure, MAX_CAUSES);
    }

    private static Throwable of(Throwable failure, int depth) {
        Throwable cause =
                Optional.ofNullable(failure.getCause())
                        .filter(_ -> depth > 0)
                        .map(c -> of(c, depth - 1))
                        .orElse(null);
        return new WithoutTexts(failure, cause);
    }
}
