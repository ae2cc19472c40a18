package dev.keyferry.app.adopt.starter;

import dev.keyferry.app.adopt.source.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A section {@code conn} as it is written, over all places where it is. Confined to one thread. */
final class ConnSection {
    static final String DEFAULT = "%default";

    private final String name;
    private final Place place;

    /** A value that is unset is empty, and hides that of a parent. */
    private final Map<String, String> own = new LinkedHashMap<>();

    private final List<Also> also = new ArrayList<>();

    /** Another section from which this one inherits. */
    record Also(String name, Place place) {}

    ConnSection(String name, Place place) {
        this.name = name;
        this.place = place;
    }

    String name() {
        return name;
    }

    Place place() {
        return place;
    }

    void put(String key, String value, Place where) {
        if (!key.equals("also")) {
            own.put(key, value);
        } else if (!value.isEmpty() && !value.equals(DEFAULT)) {
            // The last one wins.
            also.addFirst(new Also(value, where));
        }
    }

    Map<String, String> own() {
        return own;
    }

    /** The most important one first. */
    List<Also> also() {
        return also;
    }
}
