package dev.keyferry.gateway.watch;

import dev.keyferry.feed.identity.IkeIdentity;
import java.util.HashSet;
import java.util.Set;

/** Identities by which peers are known again in what a charon prints. Confined to one thread. */
public final class PeerNames {
    private final Set<PeerName> names = new HashSet<>();
    private boolean hasDistinguished;

    public void add(IkeIdentity identity) {
        PeerName.of(identity)
                .ifPresent(name -> {
                    names.add(name);
                    hasDistinguished |= name instanceof PeerName.Name;
                });
    }

    /** True if a peer that is printed so has one of the identities. */
    public boolean has(String printed) {
        return names.contains(PeerName.text(printed))
                || (hasDistinguished && PeerName.name(printed).filter(names::contains).isPresent());
    }
}
