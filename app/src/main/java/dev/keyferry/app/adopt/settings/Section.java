package dev.keyferry.app.adopt.settings;

import dev.keyferry.app.adopt.source.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A section as it is written, over all places where it is. Deliberately without a text of its own:
 * values may be keys. Confined to one thread.
 */
final class Section {
    private final Place place;
    private final Map<String, Section> sections = new LinkedHashMap<>();

    /** A value that was set and then unset is empty, and hides that of a reference. */
    private final Map<String, String> values = new LinkedHashMap<>();

    private final List<Reference> references = new ArrayList<>();

    /**
     * A section from which another inherits.
     *
     * @param path the names of sections from the root on
     */
    record Reference(List<String> path, Place place) {}

    Section(Place place) {
        this.place = place;
    }

    /** Where it is written first. */
    Place place() {
        return place;
    }

    /** The section within that has this name; it goes on where it was written before. */
    Section within(String name, Place where) {
        return sections.computeIfAbsent(name, _ -> new Section(where));
    }

    void put(String key, String value) {
        values.put(key, value);
    }

    void inherit(Reference reference) {
        if (references.stream().noneMatch(other -> other.path().equals(reference.path()))) {
            references.add(reference);
        }
    }

    Map<String, Section> sections() {
        return sections;
    }

    Map<String, String> values() {
        return values;
    }

    List<Reference> references() {
        return references;
    }
}
