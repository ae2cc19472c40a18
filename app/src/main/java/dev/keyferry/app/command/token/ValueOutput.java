package dev.keyferry.app.command.token;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.Failure;
import dev.keyferry.app.api.access.Token;
import dev.keyferry.app.api.access.TokenValue;
import dev.keyferry.app.command.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a token's value goes: into a new file, or once onto a terminal. Never into a pipe, where a
 * log or a shell's variable would keep it unnoticed. Confined to one thread.
 */
final class ValueOutput implements AutoCloseable {
    private final Terminal terminal;
    private final Optional<ReservedFile> file;

    private ValueOutput(Terminal terminal, Optional<ReservedFile> file) {
        this.terminal = terminal;
        this.file = file;
    }

    /**
     * Opens what a value is to go to, before the server is asked for one.
     *
     * @param out the file to make; none for the terminal
     * @throws Failure if there is neither, or the file cannot be made
     */
    static ValueOutput open(Terminal terminal, @Nullable Path out, boolean isJson) {
        if (out != null) {
            return new ValueOutput(terminal, Optional.of(ReservedFile.make(out)));
        }
        if (isJson) {
            throw Failure.usage(
                    "--json prints no token", "name a file for its value, as in --out ci.token");
        }
        if (!terminal.isInteractive(Terminal.Standard.OUT)) {
            throw Failure.usage(
                    "a token is shown on a terminal only, and standard output is none",
                    "name a file for it, as in --out ci.token");
        }
        return new ValueOutput(terminal, Optional.empty());
    }

    /**
     * Gives the value out.
     *
     * @throws Failure if it is lost, which names the way out
     */
    void write(Token token, TokenValue value) {
        if (file.isEmpty()) {
            terminal.out().println(value.reveal());
            terminal.err().println("note: keep it now; nothing can show it again");
            return;
        }
        try {
            file.get().write(value);
        } catch (IOException e) {
            throw new Failure(
                    ExitCode.REFUSED,
                    "the value of token " + token.id() + " could not be written, and is lost",
                    "make room, and give it another one: keyferry token roll " + token.id(),
                    e);
        }
    }

    @Override
    public void close() {
        file.ifPresent(ReservedFile::close);
    }
}
