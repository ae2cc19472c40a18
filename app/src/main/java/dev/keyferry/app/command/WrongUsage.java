package dev.keyferry.app.command;

import dev.keyferry.app.Failure;
import dev.keyferry.app.api.Printable;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Says what is wrong with the arguments. One that the command does not take may be a key in the
 * wrong place, and so may the value of an option: only what looks like the name of an option is
 * repeated, and of a command where no argument is taken.
 */
final class WrongUsage {
    private static final Pattern OPTION = Pattern.compile("(--[a-z][a-z-]{0,29}|-[A-Za-z])(=.*)?");
    private static final Pattern COMMAND = Pattern.compile("[a-z][a-z-]{0,19}");

    private WrongUsage() {}

    static Failure failure(ParameterException wrong) {
        CommandSpec command = wrong.getCommandLine().getCommandSpec();
        if (!(wrong instanceof UnmatchedArgumentException unmatched)) {
            String message =
                    Objects.requireNonNullElse(wrong.getMessage(), "wrong usage")
                            .replaceFirst("^Error: ", "");
            return Failure.usage(Printable.of(message), "see " + help(command));
        }
        String first = unmatched.getUnmatched().getFirst();
        Matcher option = OPTION.matcher(first);
        if (option.matches()) {
            String name = option.group(1);
            return unknown("option", name, command.optionsMap().keySet(), command);
        }
        boolean isCommandExpected =
                !command.subcommands().isEmpty() && command.positionalParameters().isEmpty();
        if (isCommandExpected && COMMAND.matcher(first).matches()) {
            return unknown("command", first, command.subcommands().keySet(), command);
        }
        return Failure.usage(
                "there are arguments or options that this command does not have",
                "see " + help(command));
    }

    private static Failure unknown(
            String what, String name, Collection<String> names, CommandSpec command) {
        Optional<String> meant = Spelling.closest(name, names);
        return Failure.usage(
                "`" + command.qualifiedName() + "` has no " + what + " `" + name + "`",
                meant.map(close -> "did you mean `" + close + "`? ").orElse("see ")
                        + help(command)
                        + (meant.isPresent() ? " shows all" : ""));
    }

    private static String help(CommandSpec command) {
        return "`" + command.qualifiedName() + " --help`";
    }
}
