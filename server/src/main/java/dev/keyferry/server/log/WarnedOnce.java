package dev.keyferry.server.log;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;

/** Warns once of each thing of a kind, however often it is met. Thread-safe. */
public final class WarnedOnce<T> implements Consumer<T> {
    /** Things that are warned of; of further ones nothing is said. */
    public static final int MAX_NAMED = 1_000;

    private final Logger log;
    private final String field;
    private final String message;
    private final Set<T> named = new HashSet<>();

    /**
     * @param field by which a log line names the thing
     * @param message what it says of it
     */
    public WarnedOnce(Logger log, String field, String message) {
        this.log = log;
        this.field = field;
        this.message = message;
    }

    @Override
    public void accept(T thing) {
        if (isNew(thing)) {
            log.atWarn().addKeyValue(field, thing).log(message);
        }
    }

    private synchronized boolean isNew(T thing) {
        return named.size() < MAX_NAMED && named.add(thing);
    }
}
