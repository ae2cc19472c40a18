package dev.keyferry.app.command.psk.set;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.Failure;
import dev.keyferry.app.api.ApiClient;
import dev.keyferry.app.api.Directory;
import dev.keyferry.app.api.KeySetting;
import dev.keyferry.app.api.KeySetting.Mode;
import dev.keyferry.app.command.psk.set.journal.FileJournal;
import dev.keyferry.app.command.psk.set.journal.FileJournal.Former;
import dev.keyferry.app.command.psk.set.journal.FileJournal.Target;
import dev.keyferry.app.command.psk.set.journal.Journal;
import dev.keyferry.app.command.terminal.ClientOptions;
import dev.keyferry.app.command.terminal.Terminal;
import dev.keyferry.server.keyfile.KeyFileContent;
import dev.keyferry.server.keyfile.SetPlan;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "set",
        description = "Sets the keys of tunnels from a file.",
        footer = {
            "",
            "FILE gives each tunnel, by name or id, its key. As CSV:",
            "  tunnel,psk",
            "  branch-7,correct horse battery staple",
            "or as JSON, an array or an object on each line:",
            "  {\"tunnel\": \"branch-7\", \"psk\": \"correct horse battery staple\"}",
            "",
            "Lines that cannot be meant are refused, and the others go on. An interrupted run is",
            "gone on with by the same command.",
            "",
            "Examples: keyferry psk set keys.csv",
            "          pass show vpn/keys | keyferry psk set -"
        })
public final class PskSetCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin private final ClientOptions options = new ClientOptions();
    @Mixin private final SendOptions sending = new SendOptions();
    @Mixin private final SetOptions setting = new SetOptions();

    @Parameters(
            index = "0",
            paramLabel = "FILE|-",
            description = "The file with the keys; - is standard input.")
    private String file = "";

    @Parameters(index = "1..*", hidden = true, description = "Refused.")
    private List<String> superfluous = List.of();

    @Option(
            names = "--validate-only",
            description = "Say what would be refused and change nothing.")
    private boolean isValidateOnly;

    public PskSetCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        requireNoKeyInArguments();
        sending.check();
        KeySource source = KeySource.of(file);
        byte[] bytes = source.read(terminal);
        KeyFileContent content = KeySource.content(bytes, setting.neighbours());
        Optional<RefusedFile> refused = source.refused(setting.refused());
        try (ApiClient api = terminal.api()) {
            String account = options.accountId(new Directory(api), terminal.environment());
            Target target = new Target(api.base().toString(), account);
            try (Journal journal = journal(source, target, bytes)) {
                SetPlan plan = plan(api, account, content, journal);
                Mode mode = isValidateOnly ? Mode.VALIDATE_ONLY : Mode.APPLY;
                return new FileSetting(
                                terminal, options, new KeySetting(api, account), sending.batch())
                        .run(plan, mode, journal, refused, Told.SET);
            }
        }
    }

    private void requireNoKeyInArguments() {
        if (!superfluous.isEmpty()) {
            throw Failure.usage(
                    "there is more than one argument, and a key must not be one: the shell keeps it"
                            + " in its history, and everybody on this machine sees it in the list"
                            + " of processes",
                    "write tunnel and key into a file, or pipe them into `keyferry psk set -`; a"
                            + " key that was an argument is better replaced");
        }
    }

    private Journal journal(KeySource source, Target target, byte[] bytes) {
        if (isValidateOnly || source.file().isEmpty()) {
            return Journal.NONE;
        }
        Former former = setting.isRestarting() ? Former.IS_DROPPED : Former.COUNTS;
        return FileJournal.open(source.file().get(), target, bytes, former);
    }

    /** What is left to do, and is agreed to. Whoever agreed is not asked again to go on. */
    private SetPlan plan(ApiClient api, String account, KeyFileContent content, Journal journal) {
        boolean isCounting =
                !isValidateOnly
                        && !sending.isYes()
                        && !journal.isBegun()
                        && content.keys().size() >= Consent.FEWEST;
        Directory.Found found = find(new Directory(api), account, names(content), isCounting);
        SetPlan plan = KeySource.plan(content, found.ids()).without(journal.entries());
        if (isCounting) {
            sending.agree(terminal, plan.addressed().size(), found.tunnels());
        }
        if (journal.isBegun()) {
            terminal.err().println("note: " + goingOn(journal));
        }
        return plan;
    }

    /** Ids alone need no list of tunnels, which not every token may read. */
    private static Collection<String> names(KeyFileContent content) {
        List<String> tunnels = content.tunnels();
        return tunnels.stream().allMatch(Directory::isId) ? tunnels : content.names();
    }

    private static Directory.Found find(
            Directory directory, String account, Collection<String> names, boolean isCounting) {
        if (!isCounting) {
            return new Directory.Found(directory.tunnelIds(account, names), 0);
        }
        try {
            return directory.find(account, names);
        } catch (Failure failure) {
            if (failure.code() != ExitCode.REFUSED) {
                throw failure;
            }
            throw new Failure(
                    ExitCode.REFUSED,
                    "the account's tunnels cannot be counted: " + failure.getMessage(),
                    "use a token that may read tunnels (Magic WAN Read), or name them by id and give"
                            + " --yes");
        }
    }

    private static String goingOn(Journal journal) {
        String open =
                journal.onTheWay() == 0
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                "; %,d more were on the way and are sent again, which makes no"
                                        + " second version",
                                journal.onTheWay());
        return String.format(
                        Locale.ROOT,
                        "going on where the last run ended: %,d keys were answered",
                        journal.entries().size())
                + open;
    }
}
