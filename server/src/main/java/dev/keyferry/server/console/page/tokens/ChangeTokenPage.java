package dev.keyferry.server.console.page.tokens;

import dev.keyferry.server.console.page.Asked;
import dev.keyferry.server.console.page.Done;
import dev.keyferry.server.console.page.FormPage;
import dev.keyferry.server.console.page.Objection;
import dev.keyferry.server.console.page.Templates;
import dev.keyferry.server.console.view.Frame;
import dev.keyferry.server.console.view.tokens.IssuedView;
import dev.keyferry.server.console.view.tokens.TokenForm;
import dev.keyferry.server.console.view.tokens.TokenForm.Action;
import dev.keyferry.server.console.view.tokens.TokenPlace;
import dev.keyferry.server.domain.rights.TokenId;
import dev.keyferry.server.usecase.ListAccounts;
import dev.keyferry.server.usecase.UseCases;
import dev.keyferry.server.usecase.refusal.Refusal;
import dev.keyferry.server.usecase.token.TokenUseCases;
import java.util.Optional;

/** {@code /tokens/change}: asks, and rolls a token or ends it. Thread-safe. */
final class ChangeTokenPage implements FormPage {
    private final ListAccounts listAccounts;
    private final TokenUseCases tokens;

    ChangeTokenPage(UseCases useCases) {
        this.listAccounts = useCases.listAccounts();
        this.tokens = useCases.tokens();
    }

    @Override
    public String show(Asked asked) throws InterruptedException {
        TokenForm form = form(asked);
        return TokenTemplates.change(frame(asked, form), form, Optional.empty());
    }

    @Override
    public Done act(Asked sent) throws InterruptedException {
        TokenForm form = form(sent);
        if (!sent.parameter("modified").equals(form.modified())) {
            return again(
                    sent,
                    form,
                    new Objection(
                            409,
                            "The token was changed since this form was made. Nothing was done."));
        }
        if (!sent.parameter("sure").equals("yes")) {
            return again(
                    sent,
                    form,
                    new Objection(
                            400, "Confirm that the present value is to end. Nothing was done."));
        }
        TokenPlace place = form.place();
        TokenId id = new TokenId(form.id());
        if (form.isDeletion()) {
            tokens.delete().delete(sent.caller(), place.account(), id);
            return new Done(200, Templates.sheet(TokenTemplates.deleted(done(sent, form), form)));
        }
        IssuedView view =
                IssuedView.of(
                        place,
                        "Rolled: the former value is worth nothing",
                        tokens.roll().roll(sent.caller(), place.account(), id));
        return new Done(200, TokenTemplates.issued(done(sent, form), view));
    }

    @Override
    public Done again(Asked sent, Objection why) throws InterruptedException {
        return again(sent, form(sent), why);
    }

    private static Done again(Asked sent, TokenForm form, Objection why) {
        return why.with(problem ->
                TokenTemplates.change(frame(sent, form).refused(), form, Optional.of(problem)));
    }

    private TokenForm form(Asked asked) throws InterruptedException {
        TokenPlace place = TokenOwner.of(asked, listAccounts).toWrite();
        Action action =
                Action.of(asked.parameter("do"))
                        .orElseThrow(() -> new Refusal.Invalid("", "a token is rolled or deleted"));
        return TokenForm.of(
                place, tokens.read().get(place.account(), id(asked.parameter("token"))), action);
    }

    private static TokenId id(String text) {
        try {
            return new TokenId(text);
        } catch (IllegalArgumentException e) {
            throw new Refusal.TokenNotFound();
        }
    }

    private static Frame frame(Asked asked, TokenForm form) {
        return frame(asked, form, form.action().word());
    }

    private static Frame done(Asked asked, TokenForm form) {
        return frame(asked, form, form.action().done());
    }

    private static Frame frame(Asked asked, TokenForm form, String word) {
        return asked.frame(
                word + " " + form.name(), form.place().choice().id(), Frame.Section.TOKENS);
    }
}
