package dev.keyferry.app.command.doctor;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.Failure;
import dev.keyferry.app.api.ApiClient;
import dev.keyferry.app.command.terminal.Terminal;
import dev.keyferry.app.doctor.Check;
import dev.keyferry.app.doctor.Finding;
import dev.keyferry.app.doctor.Level;
import dev.keyferry.app.doctor.Subject;
import dev.keyferry.app.doctor.server.GatewaysCheck;
import dev.keyferry.app.doctor.server.KeysCheck;
import dev.keyferry.app.doctor.server.ServerCheck;
import dev.keyferry.app.doctor.server.TokenCheck;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "doctor",
        description =
                "Looks for what is wrong, and says what to do; changes nothing. Asks the server where"
                        + " a token is given, and looks at this host where an option names what is"
                        + " here. Ends with 1 if anything fails. docs/doctor.md lists all checks.",
        footer = {
            "",
            "Examples:",
            "  keyferry doctor",
            "  keyferry doctor --data /var/lib/keyferry",
            "  keyferry doctor --charon unix:///run/charon.vici --swanctl /etc/swanctl \\",
            "      --agent /var/lib/keyferry-agent --config /etc/keyferry/agent.toml"
        })
public final class DoctorCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin private final HostOptions host = new HostOptions();

    @Option(names = "--json", description = "Print JSON.")
    private boolean isJson;

    public DoctorCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        List<Check> ofHost = host.checks();
        List<Finding> findings = new ArrayList<>();
        if (!host.isGiven() || isTokenGiven()) {
            askServer(findings);
        }
        ofHost.forEach(check -> findings.addAll(check.look()));
        Report report = new Report(findings);
        if (isJson) {
            report.printJson(terminal.out());
        } else {
            report.print(terminal.out());
        }
        return (report.hasFailures() ? ExitCode.REFUSED : ExitCode.DONE).number();
    }

    private boolean isTokenGiven() {
        return Stream.of("KEYFERRY_TOKEN", "KEYFERRY_TOKEN_FILE")
                .anyMatch(name -> !terminal.environment().getOrDefault(name, "").isEmpty());
    }

    private void askServer(List<Finding> findings) {
        try (ApiClient api = terminal.api()) {
            InstantSource clock = InstantSource.system();
            if (isWell(new ServerCheck(api, clock), findings)
                    && isWell(new TokenCheck(api, clock), findings)) {
                findings.addAll(new GatewaysCheck(api).look());
                findings.addAll(new KeysCheck(api).look());
            }
        } catch (Failure e) {
            findings.add(Finding.fail(Subject.SERVER, e));
        }
    }

    /** Further questions to a server that does not answer say nothing new. */
    private static boolean isWell(Check check, List<Finding> findings) {
        List<Finding> seen = check.look();
        findings.addAll(seen);
        return seen.stream().noneMatch(finding -> finding.level() == Level.FAIL);
    }
}
