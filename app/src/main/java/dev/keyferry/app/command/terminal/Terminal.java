package dev.keyferry.app.command.terminal;

import dev.keyferry.app.api.ApiAddress;
import dev.keyferry.app.api.ApiClient;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a command gets from whoever started it.
 *
 * @param interactive the streams behind which somebody sits
 */
public record Terminal(
        Map<String, String> environment,
        InputStream in,
        PrintStream out,
        PrintStream err,
        Set<Standard> interactive) {
    private static final Pattern DEVICE = Pattern.compile("/dev/(pts/\\d+|tty\\w*|console)");
    private static final Pattern PIPE = Pattern.compile("(pipe|socket):\\[\\d+]");

    /** The streams of a process. */
    public enum Standard {
        IN(0),
        OUT(1),
        ERR(2);

        private final int descriptor;

        Standard(int descriptor) {
            this.descriptor = descriptor;
        }
    }

    public Terminal {
        interactive = Set.copyOf(interactive);
    }

    /** Nobody sits behind it. */
    public Terminal(
            Map<String, String> environment, InputStream in, PrintStream out, PrintStream err) {
        this(environment, in, out, err, Set.of());
    }

    /**
     * That of this process. Names and JSON are UTF-8 whatever the locale of the caller is. Input is
     * not buffered, so that an end of it that somebody types is not read over.
     */
    public static Terminal ofProcess(Map<String, String> environment) {
        EnumSet<Standard> interactive = EnumSet.noneOf(Standard.class);
        Arrays.stream(Standard.values()).filter(Terminal::isTerminal).forEach(interactive::add);
        return new Terminal(
                environment,
                new FileInputStream(FileDescriptor.in),
                utf8(output()),
                utf8(new FileOutputStream(FileDescriptor.err)),
                interactive);
    }

    public boolean isInteractive(Standard stream) {
        return interactive.contains(stream);
    }

    /** A client of the API that the environment names. */
    public ApiClient api() {
        return new ApiClient(ApiAddress.of(environment));
    }

    private static OutputStream output() {
        OutputStream out = new FileOutputStream(FileDescriptor.out);
        return opened(Standard.OUT).filter(name -> PIPE.matcher(name).matches()).isPresent()
                ? new PipeOutput(out)
                : out;
    }

    // The JDK tells this of standard input and output together, and of standard error not at all.
    private static boolean isTerminal(Standard stream) {
        return opened(stream).filter(name -> DEVICE.matcher(name).matches()).isPresent();
    }

    /** What the system calls it; nothing if it is closed, or where there is no /proc. */
    private static Optional<String> opened(Standard stream) {
        try {
            Path link = Path.of("/proc/self/fd/" + stream.descriptor);
            return Optional.of(Files.readSymbolicLink(link).toString());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static PrintStream utf8(OutputStream stream) {
        return new PrintStream(stream, true, StandardCharsets.UTF_8);
    }
}
