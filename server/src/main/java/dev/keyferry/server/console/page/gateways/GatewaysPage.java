package dev.keyferry.server.console.page.gateways;

import dev.keyferry.feed.id.Revision;
import dev.keyferry.server.console.page.Asked;
import dev.keyferry.server.console.page.Page;
import dev.keyferry.server.console.view.gateways.GatewaysView;
import dev.keyferry.server.domain.edge.Edge;
import dev.keyferry.server.usecase.UseCases;
import dev.keyferry.server.usecase.gateway.ReadGateways.Seen;
import java.time.InstantSource;
import java.util.List;

/** {@code GET /gateways}: edges and gateways, and what to do about each. Thread-safe. */
final class GatewaysPage implements Page {
    private static final int PER_PAGE = 100;

    private final UseCases useCases;
    private final InstantSource clock;

    GatewaysPage(UseCases useCases, InstantSource clock) {
        this.useCases = useCases;
        this.clock = clock;
    }

    @Override
    public String show(Asked asked) throws InterruptedException {
        Operator operator = Operator.of(asked);
        List<Edge> edges = useCases.edges().read().list();
        List<Seen> gateways = useCases.gateways().read().list();
        // After the gateways: by an older head, one that is behind would seem not to be.
        Revision head = useCases.measure().writer().head();
        GatewaysView.All all = new GatewaysView.All(edges, gateways, head, clock.instant());
        return GatewayTemplates.gateways(
                operator.frame("Gateways"),
                GatewaysView.of(
                        operator.place(), all, asked.parameter("edge"), asked.paging(PER_PAGE)));
    }
}
