package dev.keyferry.server.console.page;

import dev.keyferry.server.console.session.Stamps;
import dev.keyferry.server.console.view.Links;
import dev.keyferry.server.usecase.UseCases;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;

/** Which page is where. */
public final class Pages {
    private Pages() {}

    /** The pages of somebody who is signed in, by their paths. */
    public static Map<String, Page> of(
            UseCases useCases, SecureRandom random, InstantSource clock) {
        return Map.of(
                Links.OVERVIEW, new OverviewPage(useCases, clock),
                Links.TUNNELS, new TunnelsPage(useCases, clock),
                Links.TUNNEL, new TunnelPage(useCases, clock),
                Links.KEYS, new KeysPage(useCases, new Stamps(random)),
                Links.AUDIT, new AuditPage(useCases, clock),
                Links.GENERATE, new GeneratePage(useCases),
                Links.REVOKE, new RevokePage(useCases));
    }
}
