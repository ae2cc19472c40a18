package dev.keyferry.gateway.rules;

import dev.keyferry.feed.TunnelException;
import dev.keyferry.feed.record.GoneRecord;
import dev.keyferry.feed.record.KeyRecord;

/** What is to be done about one tunnel on the charon now. */
public sealed interface Step {
    /** Whether the charon may hold something that must go. */
    enum Unloading {
        NEEDED,
        NOT_NEEDED
    }

    /** The charon holds this version; nothing is to be done. */
    record Keep(KeyRecord record) implements Step {}

    record Load(KeyRecord record) implements Step {}

    /** The tunnel has no key any more: unload it, then end the tunnel's live SAs. */
    record End(GoneRecord record, Unloading unloading) implements Step {}

    /** Nothing is known of the tunnel: a key under our prefix that nobody wants is unloaded. */
    record Clear(Unloading unloading) implements Step {}

    /** The connections are not known as safe: nothing is loaded for the tunnel until they are. */
    record Withhold(Unloading unloading) implements Step {}

    /** This key must never be loaded here. */
    record Refuse(KeyRecord record, TunnelException exception, Unloading unloading)
            implements Step {}
}
