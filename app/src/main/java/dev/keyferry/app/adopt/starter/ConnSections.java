package dev.keyferry.app.adopt.starter;

import dev.keyferry.app.Failure;
import dev.keyferry.app.adopt.source.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The sections {@code conn} of {@code ipsec.conf} with what they inherit, as the starter's {@code
 * conf_parser.c} puts them in a row: a section, those that it names by {@code also} and their own
 * ones, the last place of each counts, and {@code %default} behind all. Confined to one thread.
 */
final class ConnSections {
    /** Sections from which one inherits, over all others. */
    static final int MAX_PARENTS = 100;

    private final Map<String, ConnSection> sections = new LinkedHashMap<>();
    private final Map<String, List<ConnSection>> parents = new HashMap<>();

    ConnSection section(String name, Place place) {
        return sections.computeIfAbsent(name, _ -> new ConnSection(name, place));
    }

    /** All but {@code %default}, in their order. */
    List<ConnSection> all() {
        return sections.values().stream()
                .filter(section -> !section.name().equals(ConnSection.DEFAULT))
                .toList();
    }

    /** The values of a section, inherited ones included. */
    Map<String, String> values(ConnSection section) {
        Map<String, String> values = new LinkedHashMap<>(section.own());
        parents(section, new HashSet<>())
                .forEach(parent -> parent.own().forEach(values::putIfAbsent));
        values.values().removeIf(String::isEmpty);
        return values;
    }

    private List<ConnSection> parents(ConnSection section, Set<ConnSection> children) {
        List<ConnSection> known = parents.get(section.name());
        if (known != null) {
            return known;
        }
        if (children.size() > MAX_PARENTS || section.also().size() > MAX_PARENTS) {
            throw tooMany(section);
        }
        children.add(section);
        List<ConnSection> all = new ArrayList<>();
        for (ConnSection.Also also : section.also()) {
            ConnSection parent = sections.get(also.name());
            if (parent == null) {
                throw also.place().broken("also names a section that is not there");
            }
            if (children.contains(parent)) {
                throw also.place().broken("sections name each other by also in a circle");
            }
            all.add(parent);
            all.addAll(parents(parent, children));
        }
        children.remove(section);
        if (all.isEmpty() && !section.name().equals(ConnSection.DEFAULT)) {
            Optional.ofNullable(sections.get(ConnSection.DEFAULT)).ifPresent(all::add);
        }
        List<ConnSection> reduced = lastPlaces(all);
        if (reduced.size() > MAX_PARENTS) {
            throw tooMany(section);
        }
        parents.put(section.name(), reduced);
        return reduced;
    }

    private static Failure tooMany(ConnSection section) {
        return section.place()
                .broken("it inherits by also from more than " + MAX_PARENTS + " sections");
    }

    private static List<ConnSection> lastPlaces(List<ConnSection> all) {
        LinkedHashSet<ConnSection> reversed = new LinkedHashSet<>(all.reversed());
        return new ArrayList<>(reversed).reversed();
    }
}
