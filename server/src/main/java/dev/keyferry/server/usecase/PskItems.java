package dev.keyferry.server.usecase;

import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.seal.Psk;
import dev.keyferry.server.domain.PskPolicy;
import dev.keyferry.server.domain.UnappliedReason;
import dev.keyferry.server.usecase.keys.Candidate;
import dev.keyferry.server.usecase.keys.JudgedKey;
import dev.keyferry.server.usecase.port.TunnelKey;
import dev.keyferry.server.usecase.refusal.Refusal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** The entries of a bulk call, each judged as far as that goes without the store. */
record PskItems(List<Item> all) {
    /**
     * One entry.
     *
     * @param tunnel empty if the id has not the form of one
     * @param bar why nothing comes of it, whether or not there is such a tunnel
     */
    record Item(
            int index,
            String id,
            Optional<TunnelId> tunnel,
            Optional<UnappliedReason> bar,
            JudgedKey key) {
        String pointer() {
            return "/psks/" + index;
        }

        /** What becomes of the entry, given the tunnel that the account has, if it has. */
        Fate fate(PskPolicy policy, Optional<TunnelKey> found) {
            if (bar.isPresent()) {
                return new Fate.Unapplied(bar.get());
            }
            if (found.isEmpty()) {
                return new Fate.Unapplied(UnappliedReason.UNKNOWN_TUNNEL);
            }
            return switch (key.under(policy)) {
                case JudgedKey.Usable usable ->
                        new Fate.Applicable(found.get(), usable.candidate());
                case JudgedKey.Unusable unusable -> new Fate.Unapplied(unusable.reason());
            };
        }
    }

    /** What becomes of an entry. */
    sealed interface Fate {
        record Applicable(TunnelKey tunnel, Candidate key) implements Fate {}

        record Unapplied(UnappliedReason reason) implements Fate {}
    }

    /**
     * Checks what every entry must be and judges the keys.
     *
     * @param isPermitted whether the caller may set this tunnel's key
     * @throws Refusal.Invalid if there are none or too many, or an id is too long or comes twice
     */
    static PskItems of(
            List<PskEntry> entries,
            Predicate<TunnelId> isPermitted,
            Function<Psk, Candidate> assessed) {
        if (entries.isEmpty()) {
            throw new Refusal.Invalid("/psks", "there must be at least one entry");
        }
        if (entries.size() > PskEntry.MAX_ENTRIES) {
            throw new Refusal.Invalid(
                    "/psks", "there are more than " + PskEntry.MAX_ENTRIES + " entries");
        }
        List<Item> items = new ArrayList<>(entries.size());
        Set<String> ids = HashSet.newHashSet(entries.size());
        for (PskEntry entry : entries) {
            String id = entry.id();
            String pointer = "/psks/" + items.size() + "/id";
            if (id.length() > PskEntry.MAX_ID_LENGTH) {
                throw new Refusal.Invalid(pointer, "an id has at most 32 characters");
            }
            if (!ids.add(id)) {
                throw new Refusal.Invalid(pointer, "an id comes twice");
            }
            JudgedKey key = JudgedKey.of(entry.key(), assessed);
            Optional<TunnelId> tunnel = tunnelId(id);
            Optional<UnappliedReason> bar =
                    tunnel.filter(isPermitted.negate()).map(_ -> UnappliedReason.NOT_PERMITTED);
            items.add(new Item(items.size(), id, tunnel, bar, key));
        }
        return new PskItems(items);
    }

    /** The well-formed ids of what may be looked at. */
    List<TunnelId> tunnels() {
        return all.stream()
                .filter(item -> item.bar().isEmpty())
                .flatMap(item -> item.tunnel().stream())
                .toList();
    }

    private static Optional<TunnelId> tunnelId(String id) {
        boolean isTunnelId =
                id.length() == TunnelId.DIGITS
                        && id.chars()
                                .allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
        return isTunnelId ? Optional.of(new TunnelId(id)) : Optional.empty();
    }
}
