package dev.keyferry.gateway.rules;

import dev.keyferry.feed.TunnelException;
import dev.keyferry.feed.identity.IkeIdentity;
import dev.keyferry.feed.record.GoneRecord;
import dev.keyferry.feed.record.KeyRecord;
import dev.keyferry.feed.record.TunnelRecord;
import dev.keyferry.gateway.rules.Step.Unloading;
import java.util.Optional;

/**
 * Decides what to do about a tunnel, from what is desired, what the charon's connections allow and
 * what the charon holds. A function without side effects.
 *
 * @param safety whether keys may be loaded at all
 * @param onUnsafe what happens to loaded keys where they may not
 * @param local whose identities are never owners
 */
public record KeyPlan(Safety safety, OnUnsafe onUnsafe, LocalIdentities local) {
    /** Whether the connections of the charon keep tunnels apart. */
    public enum Safety {
        SAFE,
        UNSAFE,
        /** They were found safe, too long ago: what is loaded stays, and nothing else is loaded. */
        UNKNOWN
    }

    public Step step(Optional<TunnelRecord> desired, Holding holding) {
        if (desired.isEmpty()) {
            return new Step.Clear(unloading(holding));
        }
        return switch (desired.get()) {
            case GoneRecord gone -> new Step.End(gone, unloading(holding));
            case KeyRecord key -> step(key, holding);
        };
    }

    private Step step(KeyRecord key, Holding holding) {
        Optional<IkeIdentity> reserved =
                key.binding().identities().stream().filter(local::reserves).findFirst();
        if (reserved.isPresent()) {
            return new Step.Refuse(key, reservedIdentity(key, reserved.get()), unloading(holding));
        }
        if (safety == Safety.UNSAFE) {
            return new Step.Withhold(
                    onUnsafe == OnUnsafe.UNLOAD ? unloading(holding) : Unloading.NOT_NEEDED);
        }
        if (holding.equals(new Holding.Exactly(key.binding().version()))) {
            return new Step.Keep(key);
        }
        return safety == Safety.SAFE ? new Step.Load(key) : new Step.Withhold(Unloading.NOT_NEEDED);
    }

    private static Unloading unloading(Holding holding) {
        return holding instanceof Holding.Absent ? Unloading.NOT_NEEDED : Unloading.NEEDED;
    }

    private static TunnelException reservedIdentity(KeyRecord key, IkeIdentity reserved) {
        return new TunnelException(
                key.binding().tunnel(),
                key.binding().version(),
                TunnelException.Kind.RESERVED_IDENTITY,
                "its "
                        + reserved.type().charonName()
                        + " identity is one of the gateway's own identities or addresses");
    }
}
