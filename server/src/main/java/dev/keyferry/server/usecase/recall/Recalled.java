package dev.keyferry.server.usecase.recall;

import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.Revision;
import java.util.List;
import java.util.Set;

/**
 * How a store and what gateways hold differ.
 *
 * @param findings in the order of edges and tunnels; what is the same, or newer in the store, is
 *     not among them
 * @param unheard edges with keys in the store of which there is no cache
 * @param rotated edges of which an adopted key is sealed to an edge key that the store does not
 *     know
 * @param strays caches that stand in an epoch which the store does not know
 * @param reached no version and no revision that gateways tell of is above
 */
public record Recalled(
        List<HeldCache> caches,
        List<Finding> findings,
        Set<EdgeId> unheard,
        Set<EdgeId> rotated,
        List<HeldCache> strays,
        Revision reached) {
    public Recalled {
        caches = List.copyOf(caches);
        findings = List.copyOf(findings);
        strays = List.copyOf(strays);
    }

    public List<Finding> adopted() {
        return findings.stream().filter(finding -> finding.verdict().isAdopted()).toList();
    }

    public List<Finding> left() {
        return findings.stream().filter(finding -> !finding.verdict().isAdopted()).toList();
    }
}
