package dev.keyferry.server.console.page.gateways;

import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.server.console.page.Asked;
import dev.keyferry.server.console.page.Page;
import dev.keyferry.server.console.view.gateways.HeldView;
import dev.keyferry.server.http.request.Paging;
import dev.keyferry.server.usecase.gateway.ReadGateways;
import dev.keyferry.server.usecase.port.edge.Gateways.Stretch;
import java.time.InstantSource;
import java.util.Optional;

/** {@code GET /gateways/held}: tunnels whose keys a revoked gateway's host held. Thread-safe. */
final class HeldPage implements Page {
    private final ReadGateways read;
    private final InstantSource clock;

    HeldPage(ReadGateways read, InstantSource clock) {
        this.read = read;
        this.clock = clock;
    }

    @Override
    public String show(Asked asked) throws InterruptedException {
        Operator operator = Operator.of(asked);
        GatewayName name = operator.gateway();
        Paging paging = asked.paging(HeldView.PER_PAGE);
        HeldView view =
                HeldView.of(
                        operator.place(),
                        name.value(),
                        Optional.empty(),
                        read.exposed(name, new Stretch(paging.first(), HeldView.PER_PAGE)),
                        paging.page(),
                        clock.instant());
        return GatewayTemplates.held(operator.frame("Keys that " + name + " held"), view);
    }
}
