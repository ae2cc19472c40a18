package dev.keyferry.server.console.view;

import dev.keyferry.feed.GatewayCondition;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.server.domain.gateway.Gateway;
import dev.keyferry.server.usecase.gateway.ReadGateways.Seen;
import dev.keyferry.server.usecase.port.GatewayView;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A gateway as one line of a table.
 *
 * @param lag how far it is behind, in words
 * @param says what it said last of itself
 */
public record GatewayLine(
        String name, String edge, Mark state, Optional<Moment> seen, String lag, String says) {
    public static GatewayLine of(Seen seen, Revision head, Instant now) {
        Optional<GatewayView> view = seen.view();
        return new GatewayLine(
                seen.gateway().name().value(),
                seen.gateway().edge().value(),
                state(seen),
                view.flatMap(GatewayView::lastSeen).map(at -> Moment.of(at, now)),
                view.flatMap(GatewayView::through)
                        .map(through -> lag(head.value() - through.value()))
                        .orElse("not known"),
                view.flatMap(GatewayView::condition)
                        .map(GatewayLine::said)
                        .orElse("nothing since the server started"));
    }

    private static Mark state(Seen seen) {
        String word = seen.gateway().state().name().toLowerCase(Locale.ROOT);
        if (seen.gateway().state() != Gateway.State.ACTIVE) {
            return new Mark("–", word, "none");
        }
        return seen.view().filter(GatewayView::isReachable).isPresent()
                ? new Mark("●", "reachable", "good")
                : new Mark("✕", "silent", "bad");
    }

    private static String lag(long revisions) {
        if (revisions <= 0) {
            return "none";
        }
        return revisions == 1 ? "1 change" : revisions + " changes";
    }

    private static String said(GatewayCondition condition) {
        return condition.detail().isEmpty()
                ? condition.kind().token()
                : condition.kind().token() + ": " + condition.detail();
    }
}
