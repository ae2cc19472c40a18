package dev.keyferry.server.console.view.overview;

import dev.keyferry.server.console.view.AccountChoice;
import dev.keyferry.server.console.view.GatewayLine;
import dev.keyferry.server.console.view.Links;
import dev.keyferry.server.console.view.Mark;
import dev.keyferry.server.console.view.tunnels.TunnelLine;
import dev.keyferry.server.console.view.tunnels.TunnelsView;
import dev.keyferry.server.usecase.measure.Measured;
import dev.keyferry.server.usecase.survey.KeyQuestion;
import dev.keyferry.server.usecase.survey.Survey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How an account's keys and the gateways stand.
 *
 * @param keys empty where no account was chosen, or the caller may not read all of it
 * @param gateways empty for who is no operator
 */
public record OverviewView(
        AccountChoice choice, Optional<Keys> keys, Optional<List<GatewayLine>> gateways) {
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

    public static List<GatewayLine> gateways(Measured measured, Instant now) {
        return measured.gateways().stream()
                .map(seen -> GatewayLine.of(seen, measured.writer().head(), now))
                .toList();
    }
}
