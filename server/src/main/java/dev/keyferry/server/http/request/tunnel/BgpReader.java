package dev.keyferry.server.http.request.tunnel;

import dev.keyferry.server.domain.tunnel.bgp.Asn;
import dev.keyferry.server.domain.tunnel.bgp.Bgp;
import dev.keyferry.server.domain.tunnel.bgp.FilterId;
import dev.keyferry.server.domain.tunnel.bgp.Md5Key;
import dev.keyferry.server.domain.tunnel.bgp.Prefix;
import dev.keyferry.server.http.answer.RequestRefused;
import dev.keyferry.server.http.request.Field;
import dev.keyferry.server.http.request.JsonBody.Presence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Collects {@code bgp}, which is always given as a whole. Confined to one thread. */
final class BgpReader {
    private final Members members;
    private final List<Prefix> extraPrefixes = new ArrayList<>();
    private @Nullable Asn customerAsn;
    private @Nullable FilterId importFilter;
    private @Nullable FilterId exportFilter;
    private @Nullable Md5Key md5Key;

    private BgpReader(Members members) {
        this.members = members;
    }

    /** Moves on to the object, or to null, which stands for no BGP. */
    static Optional<Bgp> read(Members tunnel, String member) {
        BgpReader reader = new BgpReader(tunnel.within(member));
        Presence presence =
                tunnel.body().nullableObject(tunnel.pointer(member), reader::readMember);
        return switch (presence) {
            case NULL -> Optional.empty();
            case VALUE -> Optional.of(reader.bgp());
        };
    }

    private void readMember(String member) {
        String here = members.pointer(member);
        switch (member) {
            case "customer_asn" ->
                    customerAsn = Field.parse(here, members.body().wholeNumber(here), Asn::new);
            case "extra_prefixes" -> readPrefixes(here);
            case "import_filter_id" -> importFilter = members.text(member, FilterId::new);
            case "export_filter_id" -> exportFilter = members.text(member, FilterId::new);
            case "md5_key" -> md5Key = members.text(member, Md5Key::new);
            default -> members.body().skip();
        }
    }

    private void readPrefixes(String here) {
        members.body()
                .nullableArray(
                        here,
                        i -> {
                            if (i >= Bgp.MAX_EXTRA_PREFIXES) {
                                throw RequestRefused.invalid(
                                        here,
                                        "there are at most "
                                                + Bgp.MAX_EXTRA_PREFIXES
                                                + " extra prefixes");
                            }
                            String element = here + "/" + i;
                            extraPrefixes.add(
                                    Field.parse(
                                            element,
                                            members.body().presentString(element),
                                            Prefix::new));
                        });
    }

    private Bgp bgp() {
        if (customerAsn == null) {
            throw RequestRefused.invalid(
                    members.pointer("customer_asn"), "customer_asn is missing");
        }
        return new Bgp(
                customerAsn,
                extraPrefixes,
                Optional.ofNullable(importFilter),
                Optional.ofNullable(exportFilter),
                Optional.ofNullable(md5Key));
    }
}
