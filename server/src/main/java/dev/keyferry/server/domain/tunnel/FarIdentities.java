package dev.keyferry.server.domain.tunnel;

import dev.keyferry.feed.identity.GeneratedIdentities;
import dev.keyferry.feed.identity.IkeIdentity;
import dev.keyferry.feed.record.KeyBinding;
import java.util.List;
import java.util.Optional;

/**
 * The identities of a tunnel's far side that a caller gives, beside the generated ones.
 *
 * @param explicit those of a router that is adopted as it is: ascending, without repetition, at
 *     most {@value #MAX_EXPLICIT}
 */
public record FarIdentities(Optional<CustomFqdn> custom, List<IkeIdentity> explicit) {
    /** What the generated identities and the custom FQDN leave of a binding's identities. */
    public static final int MAX_EXPLICIT =
            KeyBinding.MAX_IDENTITIES - GeneratedIdentities.COUNT - 1;

    public static final FarIdentities NONE = new FarIdentities(Optional.empty(), List.of());

    public FarIdentities {
        explicit = List.copyOf(explicit);
        if (explicit.size() > MAX_EXPLICIT) {
            throw new IllegalArgumentException(
                    "a tunnel has at most " + MAX_EXPLICIT + " explicit identities");
        }
        for (int i = 1; i < explicit.size(); i++) {
            if (explicit.get(i - 1).compareTo(explicit.get(i)) >= 0) {
                throw new IllegalArgumentException("identities ascend without repetition");
            }
        }
    }

    /**
     * Puts the explicit identities in order.
     *
     * @throws IllegalArgumentException if one comes twice or there are more than {@value
     *     #MAX_EXPLICIT}
     */
    public static FarIdentities of(Optional<CustomFqdn> custom, List<IkeIdentity> explicit) {
        if (explicit.stream().distinct().count() != explicit.size()) {
            throw new IllegalArgumentException("an identity comes twice");
        }
        return new FarIdentities(custom, explicit.stream().sorted().toList());
    }

    /** True for a tunnel that has the generated identities only. */
    public boolean isEmpty() {
        return custom.isEmpty() && explicit.isEmpty();
    }
}
