package dev.keyferry.server.store.postgres;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How a server reaches a PostgreSQL database.
 *
 * @param password a file with the user's password; empty where the database asks for none
 * @param authority a file with the certificates in PEM of which one must have issued the database's
 *     own; empty for those that the system trusts. Used where the connection leaves this host
 * @param readers how many reads of few rows run at once
 * @param timeout the longest that a server which stops in the middle of a change keeps the others
 *     from theirs
 */
public record PostgresOptions(
        PostgresAddress address,
        String user,
        Optional<Path> password,
        Optional<Path> authority,
        int readers,
        Duration timeout) {
    public static final int DEFAULT_READERS = 4;
    public static final int MAX_READERS = 64;
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

    private static final Duration MIN_TIMEOUT = Duration.ofSeconds(1);

    /** What follows from it must end before callers are told that the store does not answer. */
    public static final Duration MAX_TIMEOUT = Duration.ofSeconds(15);

    private static final int MAX_USER_LENGTH = 63;

    public PostgresOptions {
        user(user);
        readers(readers);
        timeout(timeout);
    }

    /**
     * The name of a user.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static String user(String name) {
        if (name.isBlank() || name.length() > MAX_USER_LENGTH) {
            throw new IllegalArgumentException("must have 1 to " + MAX_USER_LENGTH + " characters");
        }
        return name;
    }

    /**
     * How many may read at once.
     *
     * @throws IllegalArgumentException if that are too few or too many
     */
    public static int readers(int count) {
        if (count < 1 || count > MAX_READERS) {
            throw new IllegalArgumentException("must be from 1 to " + MAX_READERS);
        }
        return count;
    }

    /**
     * How long others may be kept.
     *
     * @throws IllegalArgumentException if it is too short or too long
     */
    public static Duration timeout(Duration timeout) {
        if (timeout.compareTo(MIN_TIMEOUT) < 0 || timeout.compareTo(MAX_TIMEOUT) > 0) {
            throw new IllegalArgumentException(
                    "must be from " + MIN_TIMEOUT.toSeconds() + " to " + MAX_TIMEOUT.toSeconds());
        }
        return timeout;
    }
}
