package dev.keyferry.app.adopt.starter;

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
        parents.put(section.name(), reduced);
        return reduced;
    }

    private static List<ConnSection> lastPlaces(List<ConnSection> all) {
        LinkedHashSet<ConnSection> reversed = new LinkedHashSet<>(all.reversed());
        return new ArrayList<>(reversed).reversed();
    }
}
