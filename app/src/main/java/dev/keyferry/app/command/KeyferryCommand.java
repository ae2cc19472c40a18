package dev.keyferry.app.command;

import static java.util.stream.Collectors.joining;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.Failure;
import dev.keyferry.app.Version;
import dev.keyferry.app.command.account.AccountCreateCommand;
import dev.keyferry.app.command.account.AccountDeleteCommand;
import dev.keyferry.app.command.account.AccountListCommand;
import dev.keyferry.app.command.audit.AuditListCommand;
import dev.keyferry.app.command.audit.AuditVerifyCommand;
import dev.keyferry.app.command.completion.CompletionCommand;
import dev.keyferry.app.command.doctor.DoctorCommand;
import dev.keyferry.app.command.edge.EdgeBindCommand;
import dev.keyferry.app.command.edge.EdgeCreateCommand;
import dev.keyferry.app.command.edge.EdgeKeyCreateCommand;
import dev.keyferry.app.command.edge.EdgeKeyPublicCommand;
import dev.keyferry.app.command.edge.EdgeKeyRotateCommand;
import dev.keyferry.app.command.edge.EdgeListCommand;
import dev.keyferry.app.command.edge.EdgeShowCommand;
import dev.keyferry.app.command.explain.ExplainCommand;
import dev.keyferry.app.command.gateway.GatewayDrainCommand;
import dev.keyferry.app.command.gateway.GatewayEnrolCommand;
import dev.keyferry.app.command.gateway.GatewayListCommand;
import dev.keyferry.app.command.gateway.GatewayRecordKeyCommand;
import dev.keyferry.app.command.gateway.GatewayResumeCommand;
import dev.keyferry.app.command.gateway.GatewayRevokeCommand;
import dev.keyferry.app.command.process.AgentCommand;
import dev.keyferry.app.command.process.DemoCommand;
import dev.keyferry.app.command.process.ServeCommand;
import dev.keyferry.app.command.psk.PskReauthCommand;
import dev.keyferry.app.command.psk.PskRevokeCommand;
import dev.keyferry.app.command.psk.PskStatusCommand;
import dev.keyferry.app.command.psk.generate.PskGenerateCommand;
import dev.keyferry.app.command.psk.set.PskSetCommand;
import dev.keyferry.app.command.recover.BackupCommand;
import dev.keyferry.app.command.recover.MigrateStoreCommand;
import dev.keyferry.app.command.recover.RecoverAdminTokenCommand;
import dev.keyferry.app.command.recover.RecoverApplyCommand;
import dev.keyferry.app.command.recover.RecoverEdgeKeyCommand;
import dev.keyferry.app.command.recover.RecoverKeysCommand;
import dev.keyferry.app.command.recover.RecoverPlanCommand;
import dev.keyferry.app.command.recover.RestoreCommand;
import dev.keyferry.app.command.terminal.Terminal;
import dev.keyferry.app.command.token.TokenCreateCommand;
import dev.keyferry.app.command.token.TokenListCommand;
import dev.keyferry.app.command.token.TokenRevokeCommand;
import dev.keyferry.app.command.token.TokenRollCommand;
import dev.keyferry.app.command.tunnel.TunnelConnectionCommand;
import dev.keyferry.app.command.tunnel.TunnelCreateCommand;
import dev.keyferry.app.command.tunnel.TunnelDeleteCommand;
import dev.keyferry.app.command.tunnel.TunnelListCommand;
import dev.keyferry.app.command.tunnel.TunnelRouterCommand;
import dev.keyferry.app.command.tunnel.TunnelShowCommand;
import dev.keyferry.app.command.tunnel.TunnelUpdateCommand;
import dev.keyferry.app.command.tunnel.adopt.TunnelImportCommand;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.server.router.RouterProfile;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.TypeConversionException;

/** The command {@code keyferry} with all it consists of. */
@Command(
        name = "keyferry",
        description = "Sets the pre-shared keys of IPsec tunnels on strongSwan gateways.",
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nEnvironment:%n",
        footer = {
            "  KEYFERRY_URL         the API; default http://127.0.0.1:8787/client/v4",
            "  KEYFERRY_TOKEN_FILE  file with the token, such as DIR/admin.token",
            "  KEYFERRY_TOKEN       the token itself",
            "  KEYFERRY_CA          file with the server's authority, where it made its own",
            "  KEYFERRY_ACCOUNT     the account, where --account is not given",
            "",
            "Exit codes:",
            "  0    done",
            "  1    refused in part or whole",
            "  2    wrong usage",
            "  3    the server cannot be reached",
            "  4    stored, but not loaded on every gateway",
            "  70   a defect of this program",
            "  127  no JDK 25 or Maven was found, or the build failed",
            "  130  ended by Ctrl-C",
            "",
            "To see the options of a command: keyferry help COMMAND",
            "To see everything at work on this machine: keyferry demo"
        })
public final class KeyferryCommand {
    private KeyferryCommand() {}

    /** Runs the command that the arguments name and returns its exit code. */
    public static int run(Map<String, String> environment, String... arguments) {
        return run(Terminal.ofProcess(environment), arguments);
    }

    static int run(Terminal terminal, String... arguments) {
        int code = execute(terminal, asOption(arguments));
        boolean isDone =
                code == ExitCode.DONE.number() || code == ExitCode.NOT_LOADED_EVERYWHERE.number();
        return isDone && terminal.out().checkError() ? reportUnwritten(terminal) : code;
    }

    /** {@code help psk set} asks for what {@code psk set --help} prints. */
    private static String[] asOption(String... arguments) {
        if (arguments.length == 0 || !arguments[0].equals("help")) {
            return arguments;
        }
        return Stream.concat(Arrays.stream(arguments).skip(1), Stream.of("--help"))
                .toArray(String[]::new);
    }

    private static int execute(Terminal terminal, String... arguments) {
        try {
            return executeLine(terminal, arguments);
        } catch (Throwable thrown) {
            // The library hands exceptions to its handler, and lets errors pass.
            return report(terminal, thrown);
        }
    }

    private static int executeLine(Terminal terminal, String... arguments) {
        return commandLine(terminal)
                .setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8))
                .setUsageHelpAutoWidth(terminal.isInteractive(Terminal.Standard.OUT))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(
                        (wrong, _) -> report(terminal, WrongUsage.failure(wrong)))
                .setExecutionExceptionHandler((thrown, _, _) -> report(terminal, thrown))
                .execute(arguments);
    }

    /** All commands, as yet without handlers. */
    static CommandLine commandLine(Terminal terminal) {
        CommandLine line = new CommandLine(new KeyferryCommand());
        addGroup(
                line,
                new Groups.Account(),
                new AccountCreateCommand(terminal),
                new AccountListCommand(terminal),
                new AccountDeleteCommand(terminal));
        addGroup(
                line,
                new Groups.Tunnel(),
                new TunnelCreateCommand(terminal),
                new TunnelListCommand(terminal),
                new TunnelShowCommand(terminal),
                new TunnelUpdateCommand(terminal),
                new TunnelDeleteCommand(terminal),
                new TunnelImportCommand(terminal),
                new TunnelConnectionCommand(terminal),
                new TunnelRouterCommand(terminal));
        addGroup(
                line,
                new Groups.Psk(),
                new PskSetCommand(terminal),
                new PskGenerateCommand(terminal),
                new PskStatusCommand(terminal),
                new PskRevokeCommand(terminal),
                new PskReauthCommand(terminal));
        addGroup(
                line,
                new Groups.EdgeKey(),
                new EdgeKeyCreateCommand(terminal),
                new EdgeKeyRotateCommand(terminal),
                new EdgeKeyPublicCommand(terminal));
        addGroup(
                line,
                new Groups.Edge(),
                new EdgeCreateCommand(terminal),
                new EdgeListCommand(terminal),
                new EdgeShowCommand(terminal),
                new EdgeBindCommand(terminal));
        addGroup(
                line,
                new Groups.Gateway(),
                new GatewayEnrolCommand(terminal),
                new GatewayListCommand(terminal),
                new GatewayDrainCommand(terminal),
                new GatewayResumeCommand(terminal),
                new GatewayRevokeCommand(terminal),
                new GatewayRecordKeyCommand(terminal));
        addGroup(
                line,
                new Groups.Token(),
                new TokenCreateCommand(terminal),
                new TokenListCommand(terminal),
                new TokenRollCommand(terminal),
                new TokenRevokeCommand(terminal));
        addGroup(
                line,
                new Groups.Audit(),
                new AuditListCommand(terminal),
                new AuditVerifyCommand(terminal));
        addGroup(
                line,
                new Groups.Recover(),
                new RecoverPlanCommand(terminal),
                new RecoverApplyCommand(terminal),
                new RecoverAdminTokenCommand(terminal),
                new RecoverKeysCommand(terminal),
                new RecoverEdgeKeyCommand(terminal));
        line.addSubcommand(new BackupCommand(terminal))
                .addSubcommand(new RestoreCommand(terminal))
                .addSubcommand(new MigrateStoreCommand(terminal))
                .addSubcommand(new ExplainCommand(terminal))
                .addSubcommand(new DoctorCommand(terminal))
                .addSubcommand(new CompletionCommand(terminal))
                .addSubcommand(new DemoCommand(terminal))
                .addSubcommand(new ServeCommand(terminal))
                .addSubcommand(new AgentCommand(terminal));
        addHelp(line);
        addVersion(line);
        line.registerConverter(RouterProfile.class, text -> named(RouterProfile::named, text));
        line.registerConverter(EdgeId.class, text -> named(EdgeId::new, text));
        line.registerConverter(GatewayName.class, text -> named(GatewayName::new, text));
        return line;
    }

    private static void addGroup(CommandLine line, Object group, Object... commands) {
        CommandLine added = new CommandLine(group);
        line.addSubcommand(added);
        for (Object command : commands) {
            added.addSubcommand(command);
        }
    }

    /** What is no name is not repeated: it may be a key in the wrong place. */
    private static <T> T named(Function<String, T> name, String text) {
        try {
            return name.apply(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }

    private static void addHelp(CommandLine line) {
        line.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, new CommandList());
        line.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_FOOTER, KeyferryCommand::footer);
        line.getCommandSpec()
                .addOption(
                        OptionSpec.builder("-h", "--help")
                                .usageHelp(true)
                                .description("Show this help.")
                                .build());
        line.getSubcommands().values().forEach(KeyferryCommand::addHelp);
    }

    private static void addVersion(CommandLine line) {
        line.getCommandSpec()
                .version("keyferry " + Version.current())
                .addOption(
                        OptionSpec.builder("--version")
                                .versionHelp(true)
                                .description("Show the version, and in a package the commit.")
                                .build());
    }

    /**
     * The lines as they are written: the library takes them for formats, in which a percent sign
     * means something, and breaks long ones, which then are no commands to copy.
     */
    private static String footer(Help help) {
        return Arrays.stream(help.commandSpec().usageMessage().footer())
                .map(line -> line + System.lineSeparator())
                .collect(joining());
    }

    private static int report(Terminal terminal, Throwable thrown) {
        if (thrown instanceof Failure failure) {
            return report(terminal, failure);
        }
        // Only places are shown: the message of what nobody foresaw may quote a key.
        for (StackTraceElement place : thrown.getStackTrace()) {
            terminal.err().println("    at " + place);
        }
        return report(
                terminal,
                new Failure(
                        ExitCode.DEFECT,
                        "a defect: " + thrown.getClass().getName(),
                        "report it with the lines above"));
    }

    private static int reportUnwritten(Terminal terminal) {
        return report(
                terminal,
                new Failure(
                        ExitCode.REFUSED,
                        "cannot write to standard output",
                        "see whether it is closed or its disk is full; what the command did is done,"
                                + " and only what it prints is missing"));
    }

    private static int report(Terminal terminal, Failure failure) {
        terminal.err().println(failure.report());
        return failure.code().number();
    }
}
