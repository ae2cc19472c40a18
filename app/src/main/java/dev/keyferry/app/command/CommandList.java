package dev.keyferry.app.command;

import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;
import picocli.CommandLine.IHelpSectionRenderer;

/**
 * The commands that a help names, each with the first sentence of its description; the library's
 * own has the first line of it.
 */
final class CommandList implements IHelpSectionRenderer {
    private static final Pattern END_OF_SENTENCE = Pattern.compile("(?<=\\.)\\s");
    private static final int INDENT = 2;

    @Override
    public String render(Help help) {
        int names = help.subcommands().keySet().stream().mapToInt(String::length).max().orElse(0);
        int nameWidth = INDENT + names;
        TextTable table =
                TextTable.forColumns(
                        help.colorScheme(),
                        new Column(nameWidth, INDENT, Overflow.TRUNCATE),
                        new Column(
                                help.commandSpec().usageMessage().width() - nameWidth,
                                INDENT,
                                Overflow.WRAP));
        help.commandSpec()
                .subcommands()
                .forEach((name, command) ->
                        table.addRowValues(
                                help.colorScheme().commandText(name),
                                help.colorScheme().text(sentence(command))));
        return table.toString();
    }

    private static String sentence(CommandLine command) {
        String[] lines = command.getCommandSpec().usageMessage().description();
        return END_OF_SENTENCE.split(String.join(" ", lines), 2)[0];
    }
}
