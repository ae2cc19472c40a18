package dev.keyferry.server.console.page.gateways;

import dev.keyferry.server.console.page.Asked;
import dev.keyferry.server.console.page.Page;
import dev.keyferry.server.console.view.gateways.GatewaysView;
import dev.keyferry.server.usecase.UseCases;
import java.time.InstantSource;

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
        GatewaysView.All all =
                new GatewaysView.All(
                        useCases.edges().read().list(),
                        useCases.gateways().read().list(),
                        useCases.measure().measure().writer().head(),
                        clock.instant());
        return GatewayTemplates.gateways(
                operator.frame("Gateways"),
                GatewaysView.of(
                        operator.place(), all, asked.parameter("edge"), operator.paging(PER_PAGE)));
    }
}
