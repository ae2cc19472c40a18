package dev.keyferry.server.store.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a database is: {@code jdbc:postgresql://HOST[:PORT][,HOST[:PORT]...]/NAME}. Of several
 * hosts the one is used that takes changes. Nothing else may stand there: how it is spoken to is a
 * matter of settings, and a password in an address would end up in logs.
 */
public record PostgresAddress(List<Place> places, String database) {
    public static final int DEFAULT_PORT = 5432;
    static final int MAX_HOSTS = 8;

    private static final Pattern FORM =
            Pattern.compile("jdbc:postgresql://([^/?#@\\s]+)/([A-Za-z0-9_.-]{1,63})");
    private static final Pattern PLACE =
            Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9][A-Za-z0-9.-]*)(?::([0-9]{1,5}))?");
    private static final Set<String> LOOPBACK = Set.of("localhost", "[::1]");

    public PostgresAddress {
        places = List.copyOf(places);
    }

    /** A host by its name or address, and a port. */
    public record Place(String host, int port) {
        boolean isLoopback() {
            return LOOPBACK.contains(host) || host.matches("127(\\.[0-9]{1,3}){3}");
        }
    }

    /**
     * Reads an address.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static PostgresAddress parse(String text) {
        Matcher whole = FORM.matcher(text);
        if (!whole.matches()) {
            throw new IllegalArgumentException(
                    "must be jdbc:postgresql://HOST:PORT/NAME without user, password or options");
        }
        List<Place> places = new ArrayList<>();
        for (String place : whole.group(1).split(",", -1)) {
            places.add(place(place));
        }
        if (places.size() > MAX_HOSTS) {
            throw new IllegalArgumentException("has more than " + MAX_HOSTS + " hosts");
        }
        return new PostgresAddress(places, whole.group(2));
    }

    /** True if nothing that is said to the database leaves this host. */
    public boolean isLoopback() {
        return places.stream().allMatch(Place::isLoopback);
    }

    private static Place place(String text) {
        Matcher place = PLACE.matcher(text);
        if (!place.matches()) {
            throw new IllegalArgumentException("must have hosts as in db.example.net:5432");
        }
        int port = place.group(2) == null ? DEFAULT_PORT : Integer.parseInt(place.group(2));
        if (port < 1 || port > 0xffff) {
            throw new IllegalArgumentException("must have ports from 1 to 65535");
        }
        return new Place(place.group(1), port);
    }
}
