package dev.keyferry.server.console.view.gateways;

import dev.keyferry.server.console.view.Mark;
import dev.keyferry.server.domain.gateway.Gateway;
import dev.keyferry.server.domain.gateway.Gateway.State;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A form that drains, resumes or revokes a gateway.
 *
 * @param state what it is; the form brings it back, so that nobody changes it from another one
 * @param isPossible whether that can be done with it now
 */
public record GatewayForm(
        GatewayPlace place,
        String name,
        String edge,
        String state,
        Action action,
        boolean isPossible) {
    /** What can be done with a gateway. */
    public enum Action {
        DRAIN("Drain", "Drained"),
        RESUME("Resume", "Resumed"),
        REVOKE("Revoke", "Revoked");

        private final String word;
        private final String done;

        Action(String word, String done) {
            this.word = word;
            this.done = done;
        }

        public String word() {
            return word;
        }

        /** The word once it is done. */
        public String done() {
            return done;
        }

        /** As addresses and forms have it. */
        public String value() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Action> of(String value) {
            return Arrays.stream(values()).filter(a -> a.value().equals(value)).findFirst();
        }

        /** The one in the server's process ends with the server's option. */
        boolean isFor(Gateway gateway) {
            return !gateway.isLocal()
                    && switch (this) {
                        case DRAIN -> gateway.state() == State.ACTIVE;
                        case RESUME -> gateway.state() == State.DRAINED;
                        case REVOKE -> gateway.state() != State.REVOKED;
                    };
        }
    }

    public static GatewayForm of(GatewayPlace place, Gateway gateway, Action action) {
        return new GatewayForm(
                place,
                gateway.name().value(),
                gateway.edge().value(),
                word(gateway.state()),
                action,
                action.isFor(gateway));
    }

    public boolean isRevocation() {
        return action == Action.REVOKE;
    }

    /** What the action does. */
    public String sentence() {
        return switch (action) {
            case DRAIN ->
                    "No call waits for the gateway any more. It is served as before, so its host"
                            + " may be stopped and started without a call that notices.";
            case RESUME -> "Calls that set keys wait for the gateway again.";
            case REVOKE -> "Its rights end for ever.";
        };
    }

    static Mark mark(State state) {
        return switch (state) {
            case ACTIVE -> new Mark("●", word(state), "good");
            case DRAINED -> new Mark("◐", word(state), "wait");
            case ENROLLING -> new Mark("○", word(state), "wait");
            case REVOKED -> new Mark("–", word(state), "none");
        };
    }

    private static String word(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
