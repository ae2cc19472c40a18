package dev.keyferry.app.adopt.settings;

import dev.keyferry.app.adopt.settings.Section.Reference;
import dev.keyferry.app.adopt.source.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Settings with what sections inherit, as strongSwan's {@code settings.c} looks them up: what
 * stands in a section wins over what stands in those that it refers to, and of these the first one
 * wins. Sections within are inherited likewise. Confined to one thread.
 */
final class Settings {
    /** References that lead to references. */
    static final int MAX_DEPTH = 32;

    /** References that one look-up follows; more come of many circles only. */
    static final int MAX_FOLLOWED = 10_000;

    private final Section root;
    private int followed;

    Settings(Section root) {
        this.root = root;
    }

    /** The names of sections in there, in their order. */
    Set<String> sections(String... path) {
        Set<String> names = new LinkedHashSet<>();
        at(path).forEach(section -> names.addAll(section.sections().keySet()));
        return names;
    }

    /** The values in there. */
    Map<String, String> values(String... path) {
        Map<String, String> values = new LinkedHashMap<>();
        at(path).forEach(section -> section.values().forEach(values::putIfAbsent));
        values.values().removeIf(String::isEmpty);
        return values;
    }

    /** Where a section is written first; where only others bring it, there. */
    Optional<Place> place(String... path) {
        return at(path).stream().findFirst().map(Section::place);
    }

    private List<Section> at(String... path) {
        followed = 0;
        List<Section> found = new ArrayList<>();
        find(root, List.of(path), References.ARE_FOLLOWED, found, 0);
        return found;
    }

    private enum References {
        ARE_FOLLOWED,
        /** They were followed on the way here. */
        ARE_KNOWN
    }

    private void find(
            Section section,
            List<String> path,
            References references,
            List<Section> found,
            int depth) {
        if (path.isEmpty()) {
            found.add(section);
        } else {
            Section within = section.sections().get(path.getFirst());
            if (within != null) {
                List<String> rest = path.subList(1, path.size());
                find(within, rest, References.ARE_FOLLOWED, found, depth);
            }
        }
        if (references == References.ARE_FOLLOWED) {
            section.references().forEach(reference -> inherit(reference, path, found, depth + 1));
        }
    }

    private void inherit(Reference reference, List<String> path, List<Section> found, int depth) {
        if (depth > MAX_DEPTH || ++followed > MAX_FOLLOWED) {
            throw reference.place().broken("references lead to each other in a circle");
        }
        List<Section> targets = new ArrayList<>();
        find(root, reference.path(), References.ARE_FOLLOWED, targets, depth);
        for (Section target : targets) {
            if (!found.contains(target)) {
                find(target, path, References.ARE_KNOWN, found, depth);
            }
        }
    }
}
