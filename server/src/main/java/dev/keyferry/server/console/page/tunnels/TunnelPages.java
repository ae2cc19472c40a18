package dev.keyferry.server.console.page.tunnels;

import dev.keyferry.server.console.page.Page;
import dev.keyferry.server.console.view.Links;
import dev.keyferry.server.usecase.UseCases;
import java.time.InstantSource;
import java.util.Map;

/** Which page of tunnels is where. */
public final class TunnelPages {
    private TunnelPages() {}

    public static Map<String, Page> of(UseCases useCases, InstantSource clock) {
        return Map.of(
                Links.TUNNELS, new TunnelsPage(useCases, clock),
                Links.TUNNEL, new TunnelPage(useCases, clock),
                Links.GENERATE, new GeneratePage(useCases),
                Links.REVOKE, new RevokePage(useCases));
    }
}
