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
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The unit that starts an agent, held against the command. */
class AgentUnitTest {
    private static final Path UNIT = Path.of("..", "systemd", "keyferry-agent.service");
    private static final Pattern START =
            Pattern.compile("^ExecStart=/opt/keyferry/keyferry (.*)$", Pattern.MULTILINE);

    @Test
    void theUnitStartsTheCommandWithEverythingItNeeds() throws IOException {
        var started = START.matcher(Files.readString(UNIT).replaceAll("\\\\\n *", ""));
        assertThat(started.find()).isTrue();
        List<String> arguments = Arrays.asList(started.group(1).split(" ", -1));

        CommandLine.ParseResult parsed = commandLine().parseArgs(arguments.toArray(String[]::new));

        CommandLine.ParseResult agent = parsed.subcommand();
        assertThat(agent.commandSpec().name()).isEqualTo("agent");
        assertThat(agent.matchedOptions()).hasSize(arguments.size() / 2);
    }

    private static CommandLine commandLine() {
        return KeyferryCommand.commandLine(
                new Terminal(Map.of(), System.in, System.out, System.err));
    }
}
