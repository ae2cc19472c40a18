package dev.keyferry.server.console.page.tunnels;

import dev.keyferry.server.console.page.Asked;
import dev.keyferry.server.console.page.Page;
import dev.keyferry.server.console.view.AccountChoice;
import dev.keyferry.server.console.view.Frame;
import dev.keyferry.server.console.view.tunnels.TunnelsView;
import dev.keyferry.server.usecase.ListAccounts;
import dev.keyferry.server.usecase.UseCases;
import dev.keyferry.server.usecase.survey.FindTunnels;
import dev.keyferry.server.usecase.survey.FindTunnels.Wanted;
import dev.keyferry.server.usecase.survey.KeyQuestion;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** {@code GET /tunnels}: an account's tunnels, {@value #PER_PAGE} a page. Thread-safe. */
public final class TunnelsPage implements Page {
    public static final int PER_PAGE = 50;

    private final ListAccounts listAccounts;
    private final FindTunnels findTunnels;
    private final InstantSource clock;

    public TunnelsPage(UseCases useCases, InstantSource clock) {
        this.listAccounts = useCases.listAccounts();
        this.findTunnels = useCases.findTunnels();
        this.clock = clock;
    }

    @Override
    public String show(Asked asked) throws InterruptedException {
        AccountChoice choice =
                AccountChoice.of(
                        listAccounts.list(asked.caller().rights()), asked.parameter("account"));
        Optional<TunnelsView> found = find(asked, choice);
        return asked.isPart() && found.isPresent()
                ? TunnelTemplates.tunnelRows(found.get())
                : TunnelTemplates.tunnels(
                        asked.frame("Tunnels", choice.id(), Frame.Section.TUNNELS), choice, found);
    }

    private Optional<TunnelsView> find(Asked asked, AccountChoice choice)
            throws InterruptedException {
        if (choice.chosen().isEmpty()) {
            return Optional.empty();
        }
        String text = asked.parameter("q").strip();
        String after = asked.parameter("after");
        KeyQuestion question = question(asked.parameter("state"));
        FindTunnels.Page page =
                findTunnels.find(
                        asked.caller().rights(),
                        choice.chosen().get(),
                        new Wanted(text, question, after, PER_PAGE));
        return Optional.of(
                TunnelsView.of(choice.id(), text, question, after, page, clock.instant()));
    }

    private static KeyQuestion question(String text) {
        return Arrays.stream(KeyQuestion.values())
                .filter(question -> question.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElse(KeyQuestion.ANY);
    }
}
