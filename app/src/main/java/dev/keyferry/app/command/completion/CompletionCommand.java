package dev.keyferry.app.command.completion;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.command.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "completion",
        description = "Prints what a shell needs to complete commands, options and their values.",
        footer = {
            "",
            "In bash, for this session:   source <(keyferry completion bash)",
            "In bash, for good:           keyferry completion bash \\",
            "    > ~/.local/share/bash-completion/completions/keyferry",
            "In zsh, for good, in .zshrc: source <(keyferry completion zsh)",
            "",
            "The Debian package brings bash's already."
        })
public final class CompletionCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec private CommandSpec spec = CommandSpec.create();

    /** One script serves both: it has zsh understand bash's words. */
    @Parameters(paramLabel = "SHELL", description = "bash or zsh.")
    private Shell shell = Shell.bash;

    enum Shell {
        bash,
        zsh
    }

    public CompletionCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        CommandSpec whole = spec.root();
        terminal.out().println("# Made for " + shell + " by `keyferry completion " + shell + "`.");
        terminal.out().print(AutoComplete.bash(whole.name(), whole.commandLine()));
        return ExitCode.DONE.number();
    }
}
