package dev.keyferry.server.console.view.tunnels;

import dev.keyferry.feed.evidence.PeerAddress;
import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.identity.IkeIdentity;
import dev.keyferry.server.domain.evidence.EvidenceText;
import dev.keyferry.server.domain.tunnel.Tunnel;
import dev.keyferry.server.domain.tunnel.TunnelParameters;
import dev.keyferry.server.usecase.tunnel.TunnelView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Something that is known of a tunnel, under its name. */
public record Fact(String name, String value) {
    static List<Fact> of(TunnelView view) {
        Tunnel tunnel = view.tunnel();
        TunnelParameters given = tunnel.parameters();
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Tunnel id", tunnel.id().value()));
        facts.add(new Fact("Account", tunnel.account().value()));
        facts.add(new Fact("Edge", tunnel.edge().value()));
        facts.add(new Fact("Gateway address", given.cloudflareEndpoint().value()));
        given.customerEndpoint().ifPresent(at -> facts.add(new Fact("Router address", at.value())));
        facts.add(new Fact("Inner address", given.interfaceAddress().value()));
        given.description().ifPresent(text -> facts.add(new Fact("Description", text.value())));
        return facts;
    }

    /** What the router may say of itself in IKE. */
    static List<Fact> identities(TunnelView view) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Key id", view.identities().keyId()));
        facts.add(new Fact("FQDN", view.identities().fqdn()));
        facts.add(new Fact("E-mail", view.identities().userFqdn()));
        view.tunnel()
                .parameters()
                .farIdentities()
                .custom()
                .ifPresent(name -> facts.add(new Fact("Custom FQDN", name.value())));
        for (IkeIdentity own : view.tunnel().parameters().farIdentities().explicit()) {
            facts.add(new Fact(kind(own), text(own)));
        }
        return facts;
    }

    private static String kind(IkeIdentity identity) {
        return "Own " + identity.type().name().toLowerCase(Locale.ROOT);
    }

    private static String text(IkeIdentity identity) {
        return switch (identity.type()) {
            case KEYID, FQDN, EMAIL -> EvidenceText.escaped(Bytes.copyOf(identity.bytes()));
            case IPV4, IPV6 -> EvidenceText.of(new PeerAddress(Bytes.copyOf(identity.bytes())));
            case DN -> identity.hex();
        };
    }
}
