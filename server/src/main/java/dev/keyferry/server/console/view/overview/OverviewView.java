package dev.keyferry.server.console.view.overview;

import static java.util.Comparator.comparing;

import dev.keyferry.feed.GatewayCondition;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.server.console.view.AccountChoice;
import dev.keyferry.server.console.view.GatewayLine;
import dev.keyferry.server.console.view.Links;
import dev.keyferry.server.console.view.Mark;
import dev.keyferry.server.console.view.tunnels.TunnelLine;
import dev.keyferry.server.console.view.tunnels.TunnelsView;
import dev.keyferry.server.domain.gateway.Gateway;
import dev.keyferry.server.usecase.gateway.ReadGateways.Seen;
import dev.keyferry.server.usecase.port.GatewayView;
import dev.keyferry.server.usecase.survey.KeyQuestion;
import dev.keyferry.server.usecase.survey.Survey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How an account's keys and the gateways stand.
 *
 * @param keys empty where no account was chosen, or the caller may not read all of it
 * @param fleet empty for who is no operator
 */
public record OverviewView(AccountChoice choice, Optional<Keys> keys, Optional<Fleet> fleet) {
    /** What needs somebody's attention comes first. */
    private static final List<KeyQuestion> ALARMS =
            List.of(
                    KeyQuestion.REJECTED,
                    KeyQuestion.PARTIAL,
                    KeyQuestion.STORED,
                    KeyQuestion.UNPROVEN,
                    KeyQuestion.UNSERVED,
                    KeyQuestion.NONE);

    private static final List<KeyQuestion> FIGURES =
            List.of(KeyQuestion.LOADED, KeyQuestion.PROVEN, KeyQuestion.ANY);

    /** A count that leads to what was counted. */
    public record Figure(Mark mark, int count, String link) {
        /** Nothing to look at is shown without colour. */
        public String kind() {
            return count == 0 ? "none" : mark.kind();
        }
    }

    /**
     * The keys of one account.
     *
     * @param oldest the oldest first
     */
    public record Keys(List<Figure> alarms, List<Figure> figures, List<TunnelLine> oldest) {
        public Keys {
            alarms = List.copyOf(alarms);
            figures = List.copyOf(figures);
            oldest = List.copyOf(oldest);
        }

        public static Keys of(String account, Survey survey, Instant now) {
            return new Keys(
                    figures(ALARMS, account, survey),
                    figures(FIGURES, account, survey),
                    survey.oldest().stream()
                            .map(found -> TunnelLine.of(account, found, now))
                            .toList());
        }

        private static List<Figure> figures(
                List<KeyQuestion> questions, String account, Survey survey) {
            return questions.stream()
                    .map(question ->
                            new Figure(
                                    Mark.of(question),
                                    survey.count(question),
                                    Links.tunnels(account, TunnelsView.value(question))))
                    .toList();
        }
    }

    /**
     * Gateways that are not revoked, so many as fit here.
     *
     * @param lines those that need a look first
     * @param count how many there are in all
     * @param link leads to all of them
     */
    public record Fleet(List<GatewayLine> lines, int count, String link) {
        public static final int MAX_LINES = 10;

        public Fleet {
            lines = List.copyOf(lines);
        }

        public static Fleet of(String account, List<Seen> gateways, Revision head, Instant now) {
            List<Seen> present =
                    gateways.stream()
                            .filter(seen -> seen.gateway().state() != Gateway.State.REVOKED)
                            .toList();
            return new Fleet(
                    present.stream()
                            .sorted(comparing(seen -> Urgency.of(seen, head)))
                            .limit(MAX_LINES)
                            .map(seen -> GatewayLine.of(seen, head, now))
                            .toList(),
                    present.size(),
                    Links.gateways(account));
        }
    }

    /** How much a gateway needs a look, the most first. */
    private enum Urgency {
        SILENT,
        IN_TROUBLE,
        BEHIND,
        NONE;

        static Urgency of(Seen seen, Revision head) {
            if (seen.gateway().state() != Gateway.State.ACTIVE) {
                return NONE;
            }
            return seen.view()
                    .filter(GatewayView::isReachable)
                    .map(heard -> of(heard, head))
                    .orElse(SILENT);
        }

        private static Urgency of(GatewayView heard, Revision head) {
            boolean isServing =
                    heard.condition()
                            .filter(said -> said.kind() == GatewayCondition.Kind.SERVING)
                            .isPresent();
            if (!isServing || heard.unfollowed() > 0) {
                return IN_TROUBLE;
            }
            return heard.through().filter(t -> !head.isAfter(t)).isPresent() ? NONE : BEHIND;
        }
    }
}
