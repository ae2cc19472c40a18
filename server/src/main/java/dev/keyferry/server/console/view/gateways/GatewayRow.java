package dev.keyferry.server.console.view.gateways;

import dev.keyferry.feed.GatewayCondition;
import dev.keyferry.server.console.view.Advice;
import dev.keyferry.server.console.view.GatewayLine;
import dev.keyferry.server.console.view.Mark;
import dev.keyferry.server.console.view.Moment;
import dev.keyferry.server.domain.gateway.Enrolment;
import dev.keyferry.server.domain.gateway.Gateway;
import dev.keyferry.server.domain.gateway.Gateway.State;
import dev.keyferry.server.usecase.gateway.ReadGateways.Seen;
import dev.keyferry.server.usecase.port.GatewayView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A gateway as a line of a table, with what to do about it.
 *
 * @param line what was heard of it; of one that is not served nothing is
 * @param states what an operator made of it, and whether it is silent
 * @param exceptions how many tunnels' keys it cannot follow; empty if that is not known
 * @param says how it is, in words
 * @param advice what to do about that; empty for nothing
 * @param changes lead to what can be done with it
 */
public record GatewayRow(
        GatewayLine line,
        boolean isServed,
        List<Mark> states,
        String exceptions,
        String says,
        String advice,
        List<Change> changes) {
    /** What can be done. */
    public record Change(String word, String link) {}

    public GatewayRow {
        states = List.copyOf(states);
        changes = List.copyOf(changes);
    }

    static GatewayRow of(GatewayPlace place, Seen seen, GatewayLine line, Instant now) {
        Gateway gateway = seen.gateway();
        return new GatewayRow(
                line,
                gateway.isServed(),
                states(seen),
                seen.view().map(view -> "" + view.unfollowed()).orElse("not known"),
                says(gateway, line, now),
                advice(seen, now),
                changes(place, gateway));
    }

    private static List<Mark> states(Seen seen) {
        List<Mark> states = new ArrayList<>();
        states.add(GatewayForm.mark(seen.gateway().state()));
        if (isSilent(seen)) {
            states.add(new Mark("✕", "silent", "bad"));
        }
        return states;
    }

    /** One that no call waits for may be away. */
    private static boolean isSilent(Seen seen) {
        return seen.gateway().state() == State.ACTIVE
                && seen.view().filter(GatewayView::isReachable).isEmpty();
    }

    private static String says(Gateway gateway, GatewayLine line, Instant now) {
        return switch (gateway.state()) {
            case ENROLLING -> "its host has not shown up yet";
            case ACTIVE, DRAINED -> line.says();
            case REVOKED ->
                    "ended"
                            + gateway.endedOn()
                                    .map(at -> " " + Moment.of(at, now).text() + " (UTC)")
                                    .orElse("");
        };
    }

    private static String advice(Seen seen, Instant now) {
        return switch (seen.gateway().state()) {
            case ENROLLING -> awaited(seen.gateway(), now);
            case ACTIVE, DRAINED -> advice(seen);
            case REVOKED -> "Change the keys that its host held.";
        };
    }

    private static String awaited(Gateway gateway, Instant now) {
        Optional<Instant> end = gateway.enrolment().map(Enrolment::expiresOn);
        if (end.isEmpty() || gateway.enrolment().get().isOver(now)) {
            return "Its token is over: enrol it again.";
        }
        return "Start the agent with its token before "
                + Moment.of(end.get(), now).text()
                + " (UTC).";
    }

    private static String advice(Seen seen) {
        if (isSilent(seen)) {
            return Advice.of("silent").orElse("");
        }
        return seen.view()
                .flatMap(GatewayView::condition)
                .map(GatewayCondition::kind)
                .filter(kind -> kind != GatewayCondition.Kind.SERVING)
                .flatMap(kind -> Advice.of(kind.token()))
                .orElse("");
    }

    private static List<Change> changes(GatewayPlace place, Gateway gateway) {
        String name = gateway.name().value();
        List<Change> changes = new ArrayList<>();
        if (gateway.state() == State.ENROLLING) {
            changes.add(new Change("Enrol again", place.newLink(name, gateway.edge().value())));
        }
        if (gateway.state() == State.REVOKED) {
            changes.add(new Change("Keys it held", place.heldLink(name, 1)));
        }
        for (GatewayForm.Action action : GatewayForm.Action.values()) {
            if (action.isFor(gateway)) {
                changes.add(new Change(action.word(), place.changeLink(name, action)));
            }
        }
        return changes;
    }
}
