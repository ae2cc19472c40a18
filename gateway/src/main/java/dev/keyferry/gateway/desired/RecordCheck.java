package dev.keyferry.gateway.desired;

import dev.keyferry.feed.History;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.identity.ExtraIdentity;
import dev.keyferry.feed.identity.GeneratedIdentities;
import dev.keyferry.feed.identity.IkeDomain;
import dev.keyferry.feed.identity.IkeIdentity;
import dev.keyferry.feed.record.KeyBinding;
import dev.keyferry.feed.record.KeyRecord;
import dev.keyferry.feed.record.TunnelRecord;
import dev.keyferry.feed.seal.NotAuthentic;
import dev.keyferry.feed.seal.Opener;
import dev.keyferry.feed.seal.Psk;
import java.util.List;
import java.util.Optional;

/**
 * Tells genuine records of this edge from others. The identities are derived here once more, so
 * that not even a genuine MAC can give a key to another tunnel's identities. Thread-safe.
 */
public record RecordCheck(EdgeId edge, IkeDomain domain, Opener opener) {
    /**
     * Returns why the record does not count, as one sentence; empty if it does.
     *
     * @param history in which the record came
     */
    Optional<String> objection(TunnelRecord record, History history) {
        return history.has(record.binding().epoch())
                ? objection(record)
                : Optional.of("it belongs to another history");
    }

    /** Like the other, for a record of which it is known that its history counts. */
    Optional<String> objection(TunnelRecord record) {
        KeyBinding binding = record.binding();
        if (!isGenuine(record)) {
            return Optional.of("its MAC is not of this edge's record key");
        }
        if (!binding.edge().equals(edge)) {
            return Optional.of("it belongs to another edge");
        }
        return identityObjection(binding);
    }

    /**
     * The generated identities must all be there. What else there is must be a custom FQDN of the
     * record's own account, or nobody's by rule.
     */
    private Optional<String> identityObjection(KeyBinding binding) {
        List<IkeIdentity> generated = generated(binding);
        if (binding.identities().equals(generated)) {
            return Optional.empty();
        }
        if (!binding.identities().containsAll(generated)) {
            return Optional.of("its identities are not those of the tunnel");
        }
        return binding.identities().stream()
                .filter(identity -> !generated.contains(identity))
                .filter(identity -> !ExtraIdentity.isCustom(identity, binding.number(), domain))
                .flatMap(identity -> objection(identity).stream())
                .findFirst();
    }

    private Optional<String> objection(IkeIdentity identity) {
        return ExtraIdentity.objection(identity, domain)
                .map(why ->
                        "its "
                                + identity.type().charonName()
                                + " identity is nobody's to have: "
                                + why);
    }

    /**
     * True if two genuine records of one version hold the same key. An older database that grew
     * again gives out the same versions once more, for other keys; what is only sealed anew is the
     * same.
     */
    boolean isSameKey(Held known, Held fresh) {
        if (known.record().mac().equals(fresh.record().mac())) {
            return true;
        }
        return known.record() instanceof KeyRecord one
                && fresh.record() instanceof KeyRecord other
                && isSameKey(one, known, other, fresh);
    }

    /** True if the record has a key that is sealed to an edge key of this host. */
    boolean isReadable(Held held) {
        return held.dataKey().filter(opener::isFor).isPresent();
    }

    private boolean isSameKey(KeyRecord one, Held known, KeyRecord other, Held fresh) {
        try {
            Psk key = opener.open(one, known.dataKey().orElseThrow());
            return key.sameAs(opener.open(other, fresh.dataKey().orElseThrow()));
        } catch (NotAuthentic e) {
            return false;
        }
    }

    private boolean isGenuine(TunnelRecord record) {
        try {
            opener.check(record);
            return true;
        } catch (NotAuthentic e) {
            return false;
        }
    }

    private List<IkeIdentity> generated(KeyBinding binding) {
        return GeneratedIdentities.of(binding.number(), binding.tunnel(), domain).all();
    }
}
