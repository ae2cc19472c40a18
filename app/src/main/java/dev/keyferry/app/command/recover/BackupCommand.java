package dev.keyferry.app.command.recover;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.Failure;
import dev.keyferry.app.command.terminal.Json;
import dev.keyferry.app.command.terminal.Terminal;
import dev.keyferry.server.data.DataDirectory;
import dev.keyferry.server.store.Engine;
import dev.keyferry.server.store.copy.CopiedTable;
import dev.keyferry.server.transfer.Backup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "backup",
        description =
                "Writes one moment of the store to a new file, also while servers run."
                        + " The file has no key in the clear and none of the files of keys: keep"
                        + " those too, and elsewhere.",
        footer = {
            "",
            "Example: keyferry backup /backups/keyferry-$(date +%F).db --data /var/lib/keyferry"
        })
public final class BackupCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "FILE", description = "The file, which is not there yet.")
    private Path file = Path.of("");

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The directory of `keyferry serve`; not needed for a shared database.")
    private @Nullable Path data;

    @Mixin private StoreOptions store = new StoreOptions();

    @Option(names = "--json", description = "Print JSON.")
    private boolean isJson;

    public BackupCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        List<CopiedTable> tables = Decision.told(() -> Backup.write(engine(), file));
        if (isJson) {
            terminal.out()
                    .println(
                            Json.of(
                                    CopiedReport.json(tables)
                                            .put("file", file.toAbsolutePath().toString())));
        } else {
            CopiedReport.print(terminal.out(), tables);
            terminal.out().println("wrote " + file.toAbsolutePath() + ", and read it again");
            terminal.out()
                    .println(
                            "keep keys, tls and admin.token of the data directory too, but elsewhere:"
                                    + " with keys beside it, this file opens to whoever finds both");
        }
        return ExitCode.DONE.number();
    }

    private Engine engine() {
        return store.shared().map(Engine::postgres).orElseGet(this::ofDirectory);
    }

    private Engine ofDirectory() {
        if (data == null) {
            throw Failure.usage(
                    "it is not said which store",
                    "name the directory by --data, or a configuration with store.url by --config");
        }
        Path database = DataDirectory.database(data.toAbsolutePath());
        if (Files.notExists(database)) {
            throw new Failure(
                    ExitCode.REFUSED,
                    data + " has no keyferry.db",
                    "name the directory that serve --data has; where the store is in a shared"
                            + " database, name the configuration by --config");
        }
        return Engine.sqlite(database);
    }
}
