package dev.keyferry.app.command;

import dev.keyferry.app.command.terminal.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** One run of the command, as a script sees it. */
record Invocation(int exit, String out, String err) {
    static Invocation of(Map<String, String> environment, String stdin, String... arguments) {
        return of(environment, stdin, Set.of(), arguments);
    }

    /** As somebody sees it who sits behind some of its streams. */
    static Invocation of(
            Map<String, String> environment,
            String stdin,
            Set<Terminal.Standard> interactive,
            String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal =
                new Terminal(
                        environment,
                        new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8)),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        interactive);
        int exit = KeyferryCommand.run(terminal, arguments);
        return new Invocation(
                exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    static String[] join(String[] arguments, String... more) {
        return Stream.concat(Arrays.stream(arguments), Arrays.stream(more)).toArray(String[]::new);
    }

    /** Everything that was shown. */
    String shown() {
        return out + err;
    }
}
