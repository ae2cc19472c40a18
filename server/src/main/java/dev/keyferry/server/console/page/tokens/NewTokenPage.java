package dev.keyferry.server.console.page.tokens;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.server.console.page.Asked;
import dev.keyferry.server.console.page.Done;
import dev.keyferry.server.console.page.FormPage;
import dev.keyferry.server.console.page.Objection;
import dev.keyferry.server.console.view.Frame;
import dev.keyferry.server.console.view.tokens.IssuedView;
import dev.keyferry.server.console.view.tokens.NewTokenView;
import dev.keyferry.server.console.view.tokens.NewTokenView.Typed;
import dev.keyferry.server.console.view.tokens.TokenPlace;
import dev.keyferry.server.domain.rights.Permission;
import dev.keyferry.server.domain.rights.Policy;
import dev.keyferry.server.domain.rights.Scope;
import dev.keyferry.server.domain.token.SourceCondition;
import dev.keyferry.server.domain.token.Terms;
import dev.keyferry.server.domain.token.TokenName;
import dev.keyferry.server.domain.token.Validity;
import dev.keyferry.server.usecase.ListAccounts;
import dev.keyferry.server.usecase.UseCases;
import dev.keyferry.server.usecase.token.TokenUseCases;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code /tokens/new}: makes a token for an account, or one of the deployment for all accounts, and
 * shows its value this once. What else a token can be told, the API takes. Thread-safe.
 */
final class NewTokenPage implements FormPage {
    private static final int MAX_DAYS = 3650;

    private final ListAccounts listAccounts;
    private final TokenUseCases tokens;
    private final InstantSource clock;

    NewTokenPage(UseCases useCases, InstantSource clock) {
        this.listAccounts = useCases.listAccounts();
        this.tokens = useCases.tokens();
        this.clock = clock;
    }

    @Override
    public String show(Asked asked) throws InterruptedException {
        NewTokenView view =
                view(TokenOwner.of(asked, listAccounts).toWrite(), Typed.NOTHING, Optional.empty());
        return TokenTemplates.create(frame(asked, view.place()), view);
    }

    @Override
    public Done act(Asked sent) throws InterruptedException {
        TokenPlace place = TokenOwner.of(sent, listAccounts).toWrite();
        Typed typed = typed(sent);
        if (!sent.parameter("newest").equals(view(place, typed, Optional.empty()).newest())) {
            return again(
                    sent,
                    place,
                    new Objection(
                            409, "Another token was made since this form was. Nothing was done."));
        }
        Terms terms;
        try {
            terms = terms(typed, place.account());
        } catch (IllegalArgumentException e) {
            return again(
                    sent,
                    place,
                    new Objection(
                            400,
                            "A token has a name of 1 to 120 printable characters, one permission"
                                    + " at least, and an end in 1 to "
                                    + MAX_DAYS
                                    + " days or none. Nothing was done."));
        }
        IssuedView view =
                IssuedView.of(
                        place,
                        "Made",
                        tokens.create().create(sent.caller(), place.account(), terms));
        return new Done(
                200, TokenTemplates.issued(frame(sent, place, "Made " + view.name()), view));
    }

    @Override
    public Done again(Asked sent, Objection why) throws InterruptedException {
        return again(sent, TokenOwner.of(sent, listAccounts).toWrite(), why);
    }

    private Done again(Asked sent, TokenPlace place, Objection why) throws InterruptedException {
        NewTokenView view = view(place, typed(sent), Optional.of(why.sentence()));
        return why.with(_ -> TokenTemplates.create(frame(sent, place).refused(), view));
    }

    private NewTokenView view(TokenPlace place, Typed typed, Optional<String> problem)
            throws InterruptedException {
        return NewTokenView.of(place, tokens.read().list(place.account()), typed, problem);
    }

    private static Typed typed(Asked sent) {
        return new Typed(
                sent.parameter("name"), sent.query().values("permission"), sent.parameter("days"));
    }

    private Terms terms(Typed typed, Optional<AccountId> account) {
        Set<Permission> permissions =
                typed.permissions().stream()
                        .map(id -> Permission.ofId(id).orElseThrow(IllegalArgumentException::new))
                        .collect(Collectors.toSet());
        Scope scope = account.<Scope>map(Scope.OneAccount::new).orElseGet(Scope.AllAccounts::new);
        return new Terms(
                new TokenName(typed.name()),
                Terms.State.ACTIVE,
                List.of(new Policy(Policy.Effect.ALLOW, permissions, Set.of(scope))),
                SourceCondition.ANYWHERE,
                validity(typed.days()));
    }

    private Validity validity(String days) {
        if (days.isEmpty()) {
            return Validity.ALWAYS;
        }
        if (!days.matches("[1-9][0-9]{0,3}") || Integer.parseInt(days) > MAX_DAYS) {
            throw new IllegalArgumentException("a token ends in 1 to " + MAX_DAYS + " days");
        }
        Duration life = Duration.ofDays(Integer.parseInt(days));
        return Validity.ALWAYS.until(Optional.of(clock.instant().plus(life)));
    }

    private static Frame frame(Asked asked, TokenPlace place) {
        return frame(asked, place, "New token of " + place.owner());
    }

    private static Frame frame(Asked asked, TokenPlace place, String title) {
        return asked.frame(title, place.choice().id(), Frame.Section.TOKENS);
    }
}
