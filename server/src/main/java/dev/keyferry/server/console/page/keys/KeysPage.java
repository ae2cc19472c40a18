package dev.keyferry.server.console.page.keys;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.server.console.page.Asked;
import dev.keyferry.server.console.page.Done;
import dev.keyferry.server.console.page.LongFormPage;
import dev.keyferry.server.console.page.Templates;
import dev.keyferry.server.console.session.Stamps;
import dev.keyferry.server.console.view.AccountChoice;
import dev.keyferry.server.console.view.Frame;
import dev.keyferry.server.console.view.keys.CheckedKeys;
import dev.keyferry.server.console.view.keys.KeysView;
import dev.keyferry.server.console.view.keys.SetKeys;
import dev.keyferry.server.console.view.keys.Tally;
import dev.keyferry.server.domain.Mode;
import dev.keyferry.server.domain.rights.Permission;
import dev.keyferry.server.domain.rights.Rights;
import dev.keyferry.server.keyfile.KeyFile.EqualNeighbours;
import dev.keyferry.server.keyfile.KeyFileRefused;
import dev.keyferry.server.keyfile.SetPlan;
import dev.keyferry.server.usecase.ListAccounts;
import dev.keyferry.server.usecase.PskEntry;
import dev.keyferry.server.usecase.UseCases;
import dev.keyferry.server.usecase.refusal.Refusal;
import java.util.List;
import java.util.Optional;

/**
 * {@code /keys}: sets the keys of many tunnels from a text. It is sent twice: once to be told what
 * would happen, and once to have it done, which is refused for any other text. A script sends it
 * once for each call, so that the page shows how far it is. Thread-safe.
 */
public final class KeysPage implements LongFormPage {
    /** Most bytes of the form; the text is percent-encoded in it. */
    public static final int MAX_BYTES = 4 * 1024 * 1024;

    /** Entries of one call. */
    public static final int PER_CALL = 1_000;

    private static final int OK = 200;
    private static final int CONFLICT = 409;
    private static final int BAD = 400;

    private final ListAccounts listAccounts;
    private final PastedKeys pasted;
    private final Stamps stamps;

    public KeysPage(UseCases useCases, Stamps stamps) {
        this.listAccounts = useCases.listAccounts();
        this.pasted = new PastedKeys(useCases);
        this.stamps = stamps;
    }

    @Override
    public int maxBytes() {
        return MAX_BYTES;
    }

    @Override
    public String show(Asked asked) throws InterruptedException {
        AccountChoice choice = choice(asked);
        boolean isAllowed =
                choice.chosen().filter(id -> isAllowed(asked.caller().rights(), id)).isPresent();
        return page(asked, new KeysView(choice, isAllowed, Optional.empty()));
    }

    @Override
    public Done act(Asked sent) throws InterruptedException {
        AccountChoice choice = choice(sent);
        AccountId account = choice.chosen().orElseThrow(Refusal.AccountNotFound::new);
        if (!isAllowed(sent.caller().rights(), account)) {
            throw new Refusal.Forbidden();
        }
        // Browsers send the ends of lines in one form or the other, as scripts run or do not.
        String text = sent.parameter("keys").replace("\r\n", "\n");
        String neighbours = sent.parameter("neighbours");
        PastedKeys.File file;
        try {
            file = pasted.read(sent.caller().rights(), account, text, neighbours(neighbours));
        } catch (KeyFileRefused refused) {
            return problem(sent, choice, BAD, refused.text());
        }
        List<String> stamped = List.of(account.value(), neighbours, text);
        if (!sent.parameter("step").equals("set")) {
            String stamp = stamps.of(sent.form(), stamped);
            return done(
                    sent,
                    choice,
                    OK,
                    CheckedKeys.of(
                            choice.name(),
                            stamp,
                            file.plan(),
                            pasted.send(sent.caller(), account, file.plan(), Mode.VALIDATE_ONLY)));
        }
        if (!stamps.isOf(sent.parameter("stamp"), sent.form(), stamped)) {
            return problem(
                    sent,
                    choice,
                    CONFLICT,
                    "this is not the text that was checked. Check it once more");
        }
        return set(sent, choice, account, file);
    }

    private Done set(Asked sent, AccountChoice choice, AccountId account, PastedKeys.File file)
            throws InterruptedException {
        SetKeys.Run run =
                new SetKeys.Run(
                        account.value(), sent.parameter("neighbours"), sent.parameter("stamp"));
        int from = from(sent.parameter("from"));
        SetKeys set = SetKeys.begin(Tally.of(sent::parameter), from, file.entries(), run);
        do {
            int through = Math.min(set.done() + PER_CALL, file.entries());
            SetPlan stretch = file.stretch(set.done(), through);
            set =
                    set.with(
                            stretch,
                            pasted.send(sent.caller(), account, stretch, Mode.APPLY),
                            through);
        } while (!set.isOver() && !sent.isPart());
        return from > 0 && sent.isPart()
                ? new Done(OK, Templates.sheet(KeysTemplates.moreKeys(sent.form(), set)))
                : done(sent, choice, OK, set);
    }

    private static Done problem(Asked sent, AccountChoice choice, int status, String why) {
        if (sent.isPart() && from(sent.parameter("from")) > 0) {
            return new Done(
                    OK, Templates.sheet(KeysTemplates.keysProblem(KeysView.Problem.midway(why))));
        }
        return done(sent, choice, status, KeysView.Problem.of(why));
    }

    private static Done done(Asked sent, AccountChoice choice, int status, KeysView.Result result) {
        KeysView view = new KeysView(choice, true, Optional.of(result));
        return new Done(
                sent.isPart() ? OK : status,
                Templates.sheet(
                        sent.isPart()
                                ? KeysTemplates.keysResult(sent.form(), result)
                                : page(sent, view)));
    }

    private static String page(Asked asked, KeysView view) {
        return KeysTemplates.keys(
                asked.frame("Set keys", view.choice().id(), Frame.Section.KEYS), view);
    }

    private AccountChoice choice(Asked asked) throws InterruptedException {
        return AccountChoice.of(
                listAccounts.list(asked.caller().rights()), asked.parameter("account"));
    }

    private static boolean isAllowed(Rights rights, AccountId account) {
        return rights.allowWithin(Permission.PSK_SET, account);
    }

    private static EqualNeighbours neighbours(String text) {
        return text.equals("yes") ? EqualNeighbours.ACCEPT : EqualNeighbours.REFUSE;
    }

    /** How many entries were gone through already. */
    private static int from(String text) {
        return text.matches("[0-9]{1,5}")
                ? Math.min(Integer.parseInt(text), PskEntry.MAX_ENTRIES)
                : 0;
    }
}
