package dev.keyferry.server.console.page.keys;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.server.console.page.Asked;
import dev.keyferry.server.console.page.Done;
import dev.keyferry.server.console.page.LongFormPage;
import dev.keyferry.server.console.page.Templates;
import dev.keyferry.server.console.session.Stamps;
import dev.keyferry.server.console.view.AccountChoice;
import dev.keyferry.server.console.view.Frame;
import dev.keyferry.server.console.view.keys.CheckedKeys;
import dev.keyferry.server.console.view.keys.KeyAnswers;
import dev.keyferry.server.console.view.keys.KeysView;
import dev.keyferry.server.console.view.keys.SetKeys;
import dev.keyferry.server.console.view.keys.Tally;
import dev.keyferry.server.domain.rights.Permission;
import dev.keyferry.server.domain.rights.Rights;
import dev.keyferry.server.keyfile.KeyFile.EqualNeighbours;
import dev.keyferry.server.keyfile.KeyFileRefused;
import dev.keyferry.server.usecase.ListAccounts;
import dev.keyferry.server.usecase.PskEntry;
import dev.keyferry.server.usecase.UseCases;
import dev.keyferry.server.usecase.refusal.Refusal;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

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
    private final RandomGenerator random;

    public KeysPage(UseCases useCases, SecureRandom random) {
        this.listAccounts = useCases.listAccounts();
        this.pasted = new PastedKeys(useCases);
        this.stamps = new Stamps(random);
        this.random = random;
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
    public Done act(Asked sent, Turn turn) throws InterruptedException {
        AccountChoice choice = choice(sent);
        AccountId account = choice.chosen().orElseThrow(Refusal.AccountNotFound::new);
        if (!isAllowed(sent.caller().rights(), account)) {
            throw new Refusal.Forbidden();
        }
        // Browsers send the ends of lines in one form or the other, as scripts run or do not.
        String text = sent.parameter("keys").replace("\r\n", "\n");
        PastedKeys.File file;
        try {
            file =
                    turn.take(() ->
                            pasted.read(
                                    sent.caller().rights(),
                                    account,
                                    text,
                                    neighbours(sent.parameter("neighbours"))));
        } catch (KeyFileRefused refused) {
            return problem(sent, choice, BAD, refused.text());
        }
        if (!sent.parameter("step").equals("set")) {
            KeyAnswers dry = turn.take(() -> pasted.check(sent.caller(), account, file.plan()));
            String stamp =
                    stamps.of(sent.form(), stamped(sent, account, text, file, dry.answer().head()));
            return done(sent, choice, OK, CheckedKeys.of(choice.name(), stamp, file.plan(), dry));
        }
        Revision checked = new Revision(number(sent.parameter("checked")));
        if (!stamps.isOf(
                sent.parameter("stamp"),
                sent.form(),
                stamped(sent, account, text, file, checked))) {
            return problem(
                    sent,
                    choice,
                    CONFLICT,
                    "this is not the text that was checked, or its names mean other tunnels now."
                            + " Check it once more");
        }
        return set(
                sent,
                choice,
                new KeysRun(pasted, turn, sent.caller(), random, account, file, checked));
    }

    /** All by which it is judged what is set. */
    private static List<String> stamped(
            Asked sent, AccountId account, String text, PastedKeys.File file, Revision checked) {
        return List.of(
                account.value(),
                sent.parameter("neighbours"),
                text,
                file.meaning(),
                checked.toString());
    }

    private static Done set(Asked sent, AccountChoice choice, KeysRun run)
            throws InterruptedException {
        int from = (int) Math.min(number(sent.parameter("from")), PskEntry.MAX_ENTRIES);
        SetKeys begun =
                SetKeys.begin(
                        Tally.of(sent::parameter),
                        from,
                        run.file().entries(),
                        new SetKeys.Run(
                                run.account().value(),
                                sent.parameter("neighbours"),
                                run.checked().toString(),
                                sent.parameter("stamp")));
        SetKeys set = sent.isPart() ? run.next(begun) : run.all(begun);
        return from > 0 && sent.isPart()
                ? new Done(OK, Templates.sheet(KeysTemplates.moreKeys(sent.form(), set)))
                : done(sent, choice, set.ended().map(SetKeys.Ended::status).orElse(OK), set);
    }

    private static Done problem(Asked sent, AccountChoice choice, int status, String why) {
        if (sent.isPart() && number(sent.parameter("from")) > 0) {
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
                asked.frame(view.title(), view.choice().id(), Frame.Section.KEYS), view);
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

    /** What is no number counts as none. */
    private static long number(String text) {
        return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
    }
}
