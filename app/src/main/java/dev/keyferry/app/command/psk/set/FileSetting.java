package dev.keyferry.app.command.psk.set;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.Failure;
import dev.keyferry.app.api.KeySetting;
import dev.keyferry.app.api.KeySetting.Mode;
import dev.keyferry.app.command.psk.set.journal.FileJournal;
import dev.keyferry.app.command.psk.set.journal.FileJournal.Former;
import dev.keyferry.app.command.psk.set.journal.FileJournal.Target;
import dev.keyferry.app.command.psk.set.journal.Journal;
import dev.keyferry.app.command.terminal.AtInterrupt;
import dev.keyferry.app.command.terminal.ClientOptions;
import dev.keyferry.app.command.terminal.ProgressLine;
import dev.keyferry.app.command.terminal.Terminal;
import dev.keyferry.app.command.terminal.Terminal.Standard;
import dev.keyferry.server.keyfile.KeyFile.EqualNeighbours;
import dev.keyferry.server.keyfile.SetPlan;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** Sends the keys of a file and tells what became of them. Confined to one thread. */
public final class FileSetting {
    private final Terminal terminal;
    private final ClientOptions options;
    private final KeySetting api;
    private final int batch;

    /**
     * Sends to one account.
     *
     * @param batch keys of one call
     */
    public FileSetting(Terminal terminal, ClientOptions options, KeySetting api, int batch) {
        this.terminal = terminal;
        this.options = options;
        this.api = api;
        this.batch = batch;
    }

    /** The journal that a run leaves beside its file of keys where it does not end. */
    public static Path journalBeside(Path keys) {
        return FileJournal.beside(keys);
    }

    /**
     * Sets keys that were made and written a moment ago; the journal of {@code keyferry psk set}
     * lies beside them from the first call on.
     *
     * @param server the base of the API
     * @param ids of the tunnels, by the names that the file has
     * @param files that were written for them, by the same names
     * @return the exit code
     */
    public int setGenerated(
            String server,
            String account,
            Path keys,
            Map<String, String> ids,
            SequencedMap<String, String> files) {
        KeySource source = new KeySource(Optional.of(keys));
        byte[] bytes = source.read(terminal);
        Target target = new Target(server, account);
        try (Journal journal = FileJournal.open(keys, target, bytes, Former.COUNTS)) {
            SetPlan plan = KeySource.plan(KeySource.content(bytes, EqualNeighbours.REFUSE), ids);
            return run(
                    plan,
                    Mode.APPLY,
                    journal,
                    source.refused(Optional.empty()),
                    Told.generated(keys, account, files));
        }
    }

    /**
     * Sends what is left to do.
     *
     * @param refused where refused lines are listed, if they are
     * @return the exit code
     */
    int run(SetPlan plan, Mode mode, Journal journal, Optional<RefusedFile> refused, Told told) {
        refused.ifPresent(RefusedFile::clear);
        journal.begin();
        SetOutcome outcome = send(plan, mode, journal, told);
        PskSetReport report = report(outcome, refused);
        print(report, told, Math.ceilDiv(plan.addressed().size(), batch));
        journal.finish();
        return exit(report);
    }

    private SetOutcome send(SetPlan plan, Mode mode, Journal journal, Told told) {
        SetOutcome outcome = new SetOutcome(plan.refused());
        journal.answered().forEach(outcome::add);
        int before = journal.entries().size();
        ProgressLine line = ProgressLine.on(terminal);
        SetProgress progress = new SetProgress(line, before, before + plan.addressed().size());
        String goOn = journal.isBegun() ? told.goOn() : "to repeat it all is harmless";
        try (AtInterrupt _ = new AtInterrupt(() -> tellEnd(ended(progress, mode, goOn)))) {
            new SetRun(api, mode, journal, progress).send(plan, batch, outcome);
            line.clear();
            return outcome;
        } catch (Failure failure) {
            line.clear();
            terminal.err().println("note: " + ended(progress, mode, goOn));
            throw failure;
        }
    }

    /** Another thread may be writing the line of progress: this begins one of its own. */
    private void tellEnd(String ended) {
        if (terminal.isInteractive(Standard.ERR)) {
            terminal.err().println();
        }
        terminal.err().println("interrupted: " + ended);
    }

    private static String ended(SetProgress progress, Mode mode, String goOn) {
        return mode == Mode.VALIDATE_ONLY ? "nothing was changed" : progress.text() + "; " + goOn;
    }

    private PskSetReport report(SetOutcome outcome, Optional<RefusedFile> refused) {
        if (outcome.refused().isEmpty()) {
            return new PskSetReport(outcome, Optional.empty(), options.accountOption());
        }
        refused.ifPresent(list -> list.write(outcome.refused()));
        return new PskSetReport(outcome, refused.map(RefusedFile::path), options.accountOption());
    }

    private void print(PskSetReport report, Told told, int calls) {
        SetOutcome outcome = report.outcome();
        if (options.isJson()) {
            new PskSetJson(outcome, told.files()).print(terminal.out());
        } else {
            report.print(
                    terminal.out(), terminal.err(), told.lead(outcome.applied().size(), calls));
        }
        if (told.files().isPresent() && !outcome.refused().isEmpty()) {
            terminal.err().println("note: the files of refused tunnels hold keys that are not set");
        }
    }

    private int exit(PskSetReport report) {
        Optional<Failure> shortfall = report.shortfall();
        shortfall.ifPresent(failure -> terminal.err().println(failure.report()));
        return shortfall.map(Failure::code).orElse(ExitCode.DONE).number();
    }
}
