package dev.keyferry.server.domain.tunnel.bgp;

import java.util.List;
import java.util.Optional;

/**
 * A BGP session over a tunnel.
 *
 * @param customerAsn the autonomous system of the customer's end
 * @param extraPrefixes advertised to the customer beside the routes that are anyway, in the
 *     caller's order; at most {@value #MAX_EXTRA_PREFIXES}
 * @param importFilter the filter of routes from the customer
 * @param exportFilter the filter of routes to the customer
 */
public record Bgp(
        Asn customerAsn,
        List<Prefix> extraPrefixes,
        Optional<FilterId> importFilter,
        Optional<FilterId> exportFilter,
        Optional<Md5Key> md5Key) {
    public static final int MAX_EXTRA_PREFIXES = 1_000;

    public Bgp {
        extraPrefixes = List.copyOf(extraPrefixes);
        if (extraPrefixes.size() > MAX_EXTRA_PREFIXES) {
            throw new IllegalArgumentException(
                    "there are at most " + MAX_EXTRA_PREFIXES + " extra prefixes");
        }
    }
}
