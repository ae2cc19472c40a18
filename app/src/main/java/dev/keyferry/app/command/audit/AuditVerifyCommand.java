package dev.keyferry.app.command.audit;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.Failure;
import dev.keyferry.app.command.terminal.Terminal;
import dev.keyferry.app.settings.Settings;
import dev.keyferry.app.settings.SettingsFile;
import dev.keyferry.feed.seal.SecretFileUnusable;
import dev.keyferry.feed.witness.AuditHead;
import dev.keyferry.server.data.DataDirectory;
import dev.keyferry.server.data.StartRefused;
import dev.keyferry.server.domain.audit.AuditVerdict;
import dev.keyferry.server.stopped.AuditInspection;
import dev.keyferry.server.usecase.port.StoreUnavailable;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "verify",
        description =
                "Computes the whole audit in a server's directory again, and says which"
                        + " record is the first that was changed, removed, put elsewhere or cut"
                        + " off. The server may run.",
        footer = {"", "Example: keyferry audit verify --data /var/lib/keyferry"})
public final class AuditVerifyCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description = "The directory of `keyferry serve`.")
    private Path data = Path.of("");

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Its configuration, where that names a database by store.url.")
    private @Nullable Path config;

    @Option(
            names = "--witness",
            paramLabel = "FILE|EPOCH:SEQ:HASH",
            description =
                    "A record that must be there: the file audit-head of a gateway, held"
                            + " against keys/audit.key, or the head that this command printed"
                            + " earlier. May be repeated.")
    private List<String> witnesses = List.of();

    public AuditVerifyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        switch (verify()) {
            case AuditVerdict.Whole whole -> print(whole);
            case AuditVerdict.Broken broken ->
                    throw new Failure(
                            ExitCode.REFUSED,
                            "record %d of the audit is not as a server wrote it: %s"
                                    .formatted(broken.seq(), broken.finding()),
                            "keep a copy of the database as it is, compare it with its backups, and"
                                    + " find out who can write to it");
        }
        return ExitCode.DONE.number();
    }

    private AuditVerdict verify() {
        Settings settings = config == null ? Settings.DEFAULT : SettingsFile.read(config);
        Witnessed witnessed = new Witnessed(DataDirectory.auditKey(data.toAbsolutePath()));
        try {
            return new AuditInspection()
                    .verify(
                            data.toAbsolutePath(),
                            settings.store().shared(),
                            witnesses.stream().map(witnessed::read).toList());
        } catch (StartRefused e) {
            throw new Failure(ExitCode.REFUSED, String.valueOf(e.getMessage()), e.hint(), e);
        } catch (SecretFileUnusable e) {
            throw new Failure(ExitCode.REFUSED, String.valueOf(e.getMessage()), e.hint(), e);
        } catch (StoreUnavailable e) {
            throw new Failure(
                    ExitCode.REFUSED,
                    String.valueOf(e.getMessage()),
                    "check that you may read "
                            + data
                            + ", and that keyferry.db is a whole database",
                    e);
        }
    }

    private void print(AuditVerdict.Whole whole) {
        PrintStream out = terminal.out();
        out.println("the audit is whole: " + whole.records() + " records");
        if (whole.withoutItems() > 0) {
            out.println(
                    "of these "
                            + whole.withoutItems()
                            + " are of servers that kept no items; what they did is covered by a"
                            + " hash only");
        }
        if (!witnesses.isEmpty()) {
            out.println(
                    whole.witnesses()
                            + " of "
                            + witnesses.size()
                            + " witnesses are of its present epoch, and remember records of it");
        }
        out.println(
                "its head is "
                        + Witnessed.printed(
                                new AuditHead(whole.epoch(), whole.records(), whole.hash())));
    }
}
