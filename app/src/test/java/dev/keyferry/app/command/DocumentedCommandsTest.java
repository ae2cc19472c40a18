package dev.keyferry.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.command.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class DocumentedCommandsTest {
    /** The launcher's own, and the JVM's where it is interrupted. */
    private static final List<String> OTHERS = List.of("127", "130");

    @Test
    void theDocumentListsEveryCommandAndNoOther() throws IOException {
        List<String> commands = new ArrayList<>();
        collect(
                KeyferryCommand.commandLine(
                        new Terminal(Map.of(), System.in, System.out, System.err)),
                commands);
        assertThat(documented("^\\| `(keyferry [a-z -]+)` \\|"))
                .containsExactlyInAnyOrderElementsOf(commands);
    }

    @Test
    void theDocumentListsEveryExitCodeAndNoOther() throws IOException {
        assertThat(documented("^\\| `(\\d+)` \\|"))
                .containsExactlyElementsOf(
                        Stream.concat(
                                        Arrays.stream(ExitCode.values())
                                                .map(code -> Integer.toString(code.number())),
                                        OTHERS.stream())
                                .toList());
    }

    @Test
    void theHelpListsEveryExitCodeToo() {
        assertThat(Invocation.of(Map.of(), "", "--help").out().lines())
                .filteredOn(line -> line.matches("  \\d+ +[a-z].*"))
                .map(line -> line.strip().split(" ", 2)[0])
                .containsExactlyElementsOf(
                        Stream.concat(
                                        Arrays.stream(ExitCode.values())
                                                .map(code -> Integer.toString(code.number())),
                                        OTHERS.stream())
                                .toList());
    }

    private static void collect(CommandLine line, List<String> commands) {
        if (line.getSubcommands().isEmpty()) {
            commands.add(line.getCommandSpec().qualifiedName());
        }
        line.getSubcommands().values().forEach(command -> collect(command, commands));
    }

    private static List<String> documented(String row) throws IOException {
        // Surefire runs in the module's directory.
        return Pattern.compile(row, Pattern.MULTILINE)
                .matcher(Files.readString(Path.of("../docs/commands.md")))
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }
}
