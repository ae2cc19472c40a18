package dev.keyferry.app.adopt.judge;

import dev.keyferry.feed.identity.IkeIdentity;
import dev.keyferry.feed.identity.PrintedIdentity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Judges tunnels beside each other: no two have one identity or one name. */
public final class Together {
    private final Map<PrintedIdentity, Set<String>> byIdentity = new HashMap<>();
    private final Map<String, Integer> byName = new HashMap<>();

    private Together(List<Candidate> all) {
        for (Candidate one : all) {
            for (IkeIdentity identity : one.identities()) {
                byIdentity
                        .computeIfAbsent(PrintedIdentity.of(identity), _ -> new LinkedHashSet<>())
                        .add(one.from());
            }
            byName.merge(one.name(), 1, Integer::sum);
        }
    }

    /** The same tunnels with what stands against them together. */
    public static List<Candidate> judge(List<Candidate> all) {
        Together together = new Together(all);
        return all.stream().map(together::owner).map(together::name).toList();
    }

    private Candidate owner(Candidate one) {
        Set<String> others = new LinkedHashSet<>();
        one.identities()
                .forEach(identity ->
                        others.addAll(
                                byIdentity.getOrDefault(
                                        PrintedIdentity.of(identity), new HashSet<>())));
        others.remove(one.from());
        return others.isEmpty()
                ? one
                : one.with(
                        Problem.SHARED_OWNER,
                        "its router's identity is also that of "
                                + String.join(", ", new ArrayList<>(others)));
    }

    private Candidate name(Candidate one) {
        return byName.getOrDefault(one.name(), 0) > 1
                ? one.with(Problem.NAME, "another tunnel of these files has its name")
                : one;
    }
}
