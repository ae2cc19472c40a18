package dev.keyferry.app.command.recover;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.command.terminal.Table;
import dev.keyferry.app.command.terminal.Terminal;
import dev.keyferry.server.Recovery.Plan;
import dev.keyferry.server.domain.gateway.Gateway;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "plan",
        description = {
            "Says whether gateways have read further than the database in a directory goes, and",
            "which gateways may hold newer keys. No server may run on the directory."
        })
public final class RecoverPlanCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description = "The directory of `keyferry serve`.")
    private Path data = Path.of("");

    public RecoverPlanCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Plan plan = Decision.on(recovery -> recovery.plan(data.toAbsolutePath()));
        print(plan, terminal);
        terminal.out().println(verdict(plan));
        return ExitCode.DONE.number();
    }

    static void print(Plan plan, Terminal terminal) {
        terminal.out()
                .println(
                        "epoch "
                                + plan.history().epoch()
                                + ", revision "
                                + plan.head()
                                + ", former epochs: "
                                + plan.history().former().size());
        Table table = new Table("GATEWAY", "EDGE", "STATE");
        for (Gateway gateway : plan.gateways()) {
            table.row(
                    gateway.name().value(),
                    gateway.edge().value(),
                    gateway.state().name().toLowerCase(Locale.ROOT));
        }
        table.print(terminal.out());
    }

    private static String verdict(Plan plan) {
        return plan.newer()
                .map(newer ->
                        "a gateway has read up to revision "
                                + newer
                                + ": this database is an older backup, and no key is set before"
                                + " `keyferry recover apply`")
                .orElse(
                        "no gateway has told yet that it has read further; if this database was"
                                + " restored, that shows once they asked a running server");
    }
}
