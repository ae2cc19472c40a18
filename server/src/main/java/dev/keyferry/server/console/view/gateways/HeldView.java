package dev.keyferry.server.console.view.gateways;

import dev.keyferry.server.console.view.Links;
import dev.keyferry.server.console.view.Moment;
import dev.keyferry.server.domain.gateway.Exposed;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Tunnels whose present keys the host of a revoked gateway held, so many as fit on one page.
 *
 * @param said what was done just now; empty for nothing
 * @param count how many there are in all
 */
public record HeldView(
        GatewayPlace place,
        String gateway,
        Optional<String> said,
        long count,
        List<Line> lines,
        Optional<String> former,
        Optional<String> next) {
    public static final int PER_PAGE = 1_000;

    /** One of the tunnels. */
    public record Line(String name, String account, String link, String version, Moment set) {
        private static Line of(Exposed exposed, Instant now) {
            return new Line(
                    exposed.name().value(),
                    exposed.account().value(),
                    Links.tunnel(exposed.account().value(), exposed.tunnel().value()),
                    "v" + exposed.version(),
                    Moment.of(exposed.setAt(), now));
        }
    }

    public HeldView {
        lines = List.copyOf(lines);
    }

    public static HeldView of(
            GatewayPlace place,
            String gateway,
            Optional<String> said,
            Exposed.Some some,
            int page,
            Instant now) {
        return new HeldView(
                place,
                gateway,
                said,
                some.count(),
                some.tunnels().stream().map(exposed -> Line.of(exposed, now)).toList(),
                page > 1 ? Optional.of(place.heldLink(gateway, page - 1)) : Optional.empty(),
                (long) page * PER_PAGE < some.count()
                        ? Optional.of(place.heldLink(gateway, page + 1))
                        : Optional.empty());
    }
}
