package dev.keyferry.app.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.app.command.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The help of every command there is. */
class HelpTest {
    static Stream<CommandLine> everyCommand() {
        return withThoseBelow(
                KeyferryCommand.commandLine(
                        new Terminal(Map.of(), System.in, System.out, System.err)));
    }

    private static Stream<CommandLine> withThoseBelow(CommandLine line) {
        return Stream.concat(
                Stream.of(line),
                line.getSubcommands().values().stream().flatMap(HelpTest::withThoseBelow));
    }

    @ParameterizedTest
    @MethodSource("everyCommand")
    void warnsOfNothingAndBreaksNoLineOfAnExample(CommandLine command) {
        List<String> words =
                Arrays.stream(command.getCommandSpec().qualifiedName().split(" ")).skip(1).toList();
        PrintStream stderr = System.err;
        ByteArrayOutputStream warnings = new ByteArrayOutputStream();
        Invocation help;
        try {
            // The library warns on the process's own.
            System.setErr(new PrintStream(warnings, true, UTF_8));
            help =
                    Invocation.of(
                            Map.of(),
                            "",
                            Stream.concat(words.stream(), Stream.of("--help"))
                                    .toArray(String[]::new));
        } finally {
            System.setErr(stderr);
        }
        assertThat(help.exit()).isZero();
        assertThat(help.err() + warnings.toString(UTF_8)).isEmpty();
        String[] footer = command.getCommandSpec().usageMessage().footer();
        assertThat(help.out().lines().toList()).endsWith(footer);
        assertThat(
                        Invocation.of(
                                        Map.of(),
                                        "",
                                        Stream.concat(Stream.of("help"), words.stream())
                                                .toArray(String[]::new))
                                .out())
                .isEqualTo(help.out());
    }

    @ParameterizedTest
    @MethodSource("everyCommand")
    void leavesTheBreakingOfLinesToTheTerminalsWidth(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        assertThat(spec.usageMessage().description()).hasSizeLessThan(2);
        assertThat(spec.options()).allMatch(option -> option.description().length < 2);
    }
}
