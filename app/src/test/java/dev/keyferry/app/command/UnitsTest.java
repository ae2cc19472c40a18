package dev.keyferry.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.app.command.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The units that start server and agent, held against the command. */
class UnitsTest {
    private static final Path UNITS = Path.of("..", "systemd");
    private static final Pattern START =
            Pattern.compile("^ExecStart=/usr/bin/keyferry (.*)$", Pattern.MULTILINE);

    /** Options that the operator may add in {@code agent.env}. */
    private static final String FURTHER = "$KEYFERRY_AGENT_OPTIONS";

    @Test
    void theServersUnitStartsTheCommandWithEverythingItNeeds() throws IOException {
        assertStarts("serve", arguments("keyferry.service"));
    }

    @Test
    void theAgentsUnitStartsTheCommandWithEverythingItNeeds() throws IOException {
        List<String> arguments = arguments("keyferry-agent.service");
        assertThat(arguments).endsWith(FURTHER);
        assertStarts("agent", arguments.subList(0, arguments.size() - 1));
    }

    @Test
    void theOptionsThatTheAgentsFileOffersAreItsOwn() throws IOException {
        Pattern offered = Pattern.compile("^#KEYFERRY_AGENT_OPTIONS=(.*)$", Pattern.MULTILINE);
        var example =
                offered.matcher(Files.readString(Path.of("..", "package", "etc", "agent.env")));
        assertThat(example.find()).isTrue();
        List<String> arguments = arguments("keyferry-agent.service");
        assertStarts(
                "agent",
                arguments.stream()
                        .flatMap(argument ->
                                argument.equals(FURTHER)
                                        ? Arrays.stream(example.group(1).split(" ", -1))
                                        : Stream.of(argument))
                        .toList());
    }

    private static List<String> arguments(String unit) throws IOException {
        String text = Files.readString(UNITS.resolve(unit)).replaceAll("\\\\\n *", "");
        var started = START.matcher(text);
        assertThat(started.find()).isTrue();
        return Arrays.asList(started.group(1).split(" ", -1));
    }

    private static void assertStarts(String command, List<String> arguments) {
        CommandLine.ParseResult parsed = commandLine().parseArgs(arguments.toArray(String[]::new));

        CommandLine.ParseResult started = parsed.subcommand();
        assertThat(started.commandSpec().name()).isEqualTo(command);
        assertThat(started.matchedOptions()).hasSize(arguments.size() / 2);
    }

    private static CommandLine commandLine() {
        return KeyferryCommand.commandLine(
                new Terminal(Map.of(), System.in, System.out, System.err));
    }
}
