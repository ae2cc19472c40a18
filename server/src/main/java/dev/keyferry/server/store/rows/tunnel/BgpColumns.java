package dev.keyferry.server.store.rows.tunnel;

import static java.util.stream.Collectors.joining;

import dev.keyferry.server.domain.tunnel.bgp.Asn;
import dev.keyferry.server.domain.tunnel.bgp.Bgp;
import dev.keyferry.server.domain.tunnel.bgp.FilterId;
import dev.keyferry.server.domain.tunnel.bgp.Md5Key;
import dev.keyferry.server.domain.tunnel.bgp.Prefix;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The columns of BGP, all of them without a value where there is none. */
final class BgpColumns {
    private static final String BEGIN = "[\"";
    private static final String BETWEEN = "\",\"";
    private static final String END = "\"]";

    private BgpColumns() {}

    static void bind(Slots slots, Optional<Bgp> bgp) throws SQLException {
        slots.number(bgp.map(b -> b.customerAsn().value()))
                .text(bgp.map(Bgp::extraPrefixes).filter(p -> !p.isEmpty()).map(BgpColumns::json))
                .text(bgp.flatMap(Bgp::importFilter).map(FilterId::value))
                .text(bgp.flatMap(Bgp::exportFilter).map(FilterId::value))
                .text(bgp.flatMap(Bgp::md5Key).map(Md5Key::value));
    }

    static Optional<Bgp> of(ResultSet row) throws SQLException {
        long asn = row.getLong("bgp_customer_asn");
        if (row.wasNull()) {
            return Optional.empty();
        }
        return Optional.of(
                new Bgp(
                        new Asn(asn),
                        ParameterColumns.optional(row, "bgp_extra_prefixes", BgpColumns::prefixes)
                                .orElse(List.of()),
                        ParameterColumns.optional(row, "bgp_import_filter", FilterId::new),
                        ParameterColumns.optional(row, "bgp_export_filter", FilterId::new),
                        ParameterColumns.optional(row, "bgp_md5_key", Md5Key::new)));
    }

    // The characters of a prefix need no escaping in JSON.
    private static String json(List<Prefix> prefixes) {
        return prefixes.stream().map(Prefix::value).collect(joining(BETWEEN, BEGIN, END));
    }

    private static List<Prefix> prefixes(String json) {
        String inner = json.substring(BEGIN.length(), json.length() - END.length());
        return Arrays.stream(inner.split(BETWEEN, -1)).map(Prefix::new).toList();
    }
}
