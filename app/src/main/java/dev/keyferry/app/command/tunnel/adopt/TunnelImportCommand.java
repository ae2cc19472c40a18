package dev.keyferry.app.command.tunnel.adopt;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.Failure;
import dev.keyferry.app.adopt.judge.Candidate;
import dev.keyferry.app.api.ApiClient;
import dev.keyferry.app.api.Directory;
import dev.keyferry.app.api.Printable;
import dev.keyferry.app.command.terminal.ClientOptions;
import dev.keyferry.app.command.terminal.ProgressLine;
import dev.keyferry.app.command.terminal.Terminal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "import",
        description =
                "Brings the tunnels and keys that a gateway has in its own files to an account.",
        footer = {
            "",
            "Tunnels get the identities that their routers have, and their keys. Live SAs stay as",
            "they are. What is not ready is left and listed. The same command may be repeated: a",
            "tunnel that is there already, with the same identities, is taken as it is.",
            "",
            "Examples: keyferry tunnel import --swanctl /etc/swanctl --dry-run",
            "          keyferry tunnel import --ipsec /etc/ipsec.conf --only branch-7"
        })
public final class TunnelImportCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin private final ClientOptions options = new ClientOptions();
    @Mixin private final Source source = new Source();

    @Option(names = "--dry-run", description = "Say what would be done and change nothing.")
    private boolean isDryRun;

    @Option(
            names = "--only",
            paramLabel = "NAME",
            arity = "1..*",
            description = "Import these tunnels alone; they are judged beside all others.")
    private List<String> only = List.of();

    @Option(
            names = "--cloudflare-endpoint",
            paramLabel = "IP",
            description = "The gateway's address, for tunnels that name none.")
    private @Nullable String gateway;

    @Option(
            names = "--inner-pool",
            paramLabel = "CIDR",
            defaultValue = InnerPool.DEFAULT,
            description =
                    "Where addresses inside of tunnels come from, which the API asks for. Your"
                            + " connections keep their networks; name those by --gateway-ts and"
                            + " --router-ts to `keyferry tunnel router`. Default"
                            + " ${DEFAULT-VALUE}.")
    private String innerPool = InnerPool.DEFAULT;

    public TunnelImportCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        List<Candidate> candidates = chosen(source.candidates());
        InnerPool pool = InnerPool.of(innerPool);
        try (ApiClient api = terminal.api()) {
            Directory directory = new Directory(api);
            String account = options.accountId(directory, terminal.environment());
            Plan plan = new Plan(directory.tunnels(account), pool);
            List<Import> planned = plan.of(candidates, Optional.ofNullable(gateway));
            ProgressLine line = ProgressLine.on(terminal);
            int total = planned.size();
            ImportRun run = new ImportRun(api, account, planned, done -> line.show(done, total, 0));
            try {
                run.validate();
                if (!isDryRun) {
                    run.apply();
                }
            } catch (Failure failure) {
                line.clear();
                if (run.hasDoneSome()) {
                    print(run);
                }
                throw failure;
            }
            line.clear();
            return report(run).number();
        }
    }

    private List<Candidate> chosen(List<Candidate> all) {
        if (only.isEmpty()) {
            return all;
        }
        Set<String> names = all.stream().map(Candidate::name).collect(Collectors.toSet());
        only.stream()
                .filter(name -> !names.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw Failure.usage(
                            "no tunnel of these files is named " + Printable.of(name),
                            "--dry-run --json shows all of them");
                });
        return all.stream().filter(one -> only.contains(one.name())).toList();
    }

    private ExitCode report(ImportRun run) {
        ImportReport report = print(run);
        Optional<Failure> shortfall = report.shortfall();
        shortfall.ifPresent(failure -> terminal.err().println(failure.report()));
        return shortfall.map(Failure::code).orElse(ExitCode.DONE);
    }

    private ImportReport print(ImportRun run) {
        ImportReport report = new ImportReport(run.imports(), run.notes());
        if (options.isJson()) {
            ImportJson.print(run.imports(), terminal.out());
        } else {
            terminal.out().println(isDryRun ? report.foreseen() : report.done());
            report.printLeft(terminal.out());
            report.printNotes(terminal.err());
        }
        return report;
    }
}
