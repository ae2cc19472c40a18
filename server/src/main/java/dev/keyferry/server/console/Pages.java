package dev.keyferry.server.console;

import dev.keyferry.server.console.page.AuditPage;
import dev.keyferry.server.console.page.OverviewPage;
import dev.keyferry.server.console.page.Page;
import dev.keyferry.server.console.page.gateways.GatewayPages;
import dev.keyferry.server.console.page.keys.KeysPage;
import dev.keyferry.server.console.page.tokens.TokenPages;
import dev.keyferry.server.console.page.tunnels.TunnelPages;
import dev.keyferry.server.console.view.Links;
import dev.keyferry.server.usecase.UseCases;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** Which page is where. */
final class Pages {
    private Pages() {}

    /** The pages of somebody who is signed in, by their paths. */
    static Map<String, Page> of(UseCases useCases, SecureRandom random, InstantSource clock) {
        Map<String, Page> pages = new HashMap<>();
        pages.put(Links.OVERVIEW, new OverviewPage(useCases, clock));
        pages.putAll(TunnelPages.of(useCases, clock));
        pages.put(Links.KEYS, new KeysPage(useCases, random));
        pages.put(Links.AUDIT, new AuditPage(useCases, clock));
        pages.putAll(TokenPages.of(useCases, clock));
        pages.putAll(GatewayPages.of(useCases, random, clock));
        return Map.copyOf(pages);
    }
}
