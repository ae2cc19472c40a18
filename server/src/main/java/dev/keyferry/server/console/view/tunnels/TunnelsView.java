package dev.keyferry.server.console.view.tunnels;

import dev.keyferry.server.console.view.Links;
import dev.keyferry.server.console.view.Mark;
import dev.keyferry.server.usecase.survey.FindTunnels;
import dev.keyferry.server.usecase.survey.FindTunnels.Page;
import dev.keyferry.server.usecase.survey.KeyQuestion;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Tunnels of an account that were looked for.
 *
 * @param text part of their names
 * @param isCut whether the next page goes on looking, because this one passed over many
 * @param next leads to the next page, if there is one
 * @param first leads to the first page, if this is another one
 */
public record TunnelsView(
        String account,
        String text,
        List<State> states,
        List<TunnelLine> tunnels,
        boolean isCut,
        Optional<String> next,
        Optional<String> first) {
    public TunnelsView {
        states = List.copyOf(states);
        tunnels = List.copyOf(tunnels);
    }

    private static final String MOST_PASSED =
            String.format(Locale.ROOT, "%,d", FindTunnels.MAX_WALK);

    /** A state that can be asked for. */
    public record State(String value, String word, boolean isChosen) {}

    public static TunnelsView of(
            String account, String text, KeyQuestion asked, String after, Page page, Instant now) {
        String state = value(asked);
        return new TunnelsView(
                account,
                text,
                Arrays.stream(KeyQuestion.values())
                        .map(q -> new State(value(q), Mark.of(q).word(), q == asked))
                        .toList(),
                page.tunnels().stream().map(found -> TunnelLine.of(account, found, now)).toList(),
                page.isCut(),
                page.next().map(name -> Links.tunnels(account, state, text, name)),
                after.isEmpty()
                        ? Optional.empty()
                        : Optional.of(Links.tunnels(account, state, text, "")));
    }

    /** A sentence for those who do not see the table change. */
    public String summary() {
        if (isCut) {
            return count() + " among the " + MOST_PASSED + " looked through; more follow.";
        }
        return tunnels.isEmpty()
                ? "No tunnel is like this."
                : count() + (next.isPresent() ? "; more follow." : ".");
    }

    private String count() {
        return switch (tunnels.size()) {
            case 0 -> "No tunnel like this";
            case 1 -> "1 tunnel from " + tunnels.getFirst().name();
            default -> tunnels.size() + " tunnels from " + tunnels.getFirst().name();
        };
    }

    public static String value(KeyQuestion question) {
        return question.name().toLowerCase(Locale.ROOT);
    }
}
