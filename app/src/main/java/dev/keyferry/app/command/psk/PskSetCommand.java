package dev.keyferry.app.command.psk;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.Failure;
import dev.keyferry.app.api.ApiClient;
import dev.keyferry.app.api.Directory;
import dev.keyferry.app.api.KeyEntry;
import dev.keyferry.app.api.KeySetting;
import dev.keyferry.app.api.KeySetting.Mode;
import dev.keyferry.app.api.KeySettingOutcome;
import dev.keyferry.app.command.terminal.ClientOptions;
import dev.keyferry.app.command.terminal.Terminal;
import dev.keyferry.app.keyfile.KeyFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "set",
        description = "Sets the keys of tunnels in one call.",
        footer = {
            "",
            "FILE gives each tunnel, by name or id, its key. As CSV:",
            "  tunnel,psk",
            "  branch-7,correct horse battery staple",
            "or as JSON, an array or an object on each line:",
            "  {\"tunnel\": \"branch-7\", \"psk\": \"correct horse battery staple\"}",
            "",
            "Examples: keyferry psk set keys.csv",
            "          pass show vpn/keys | keyferry psk set -"
        })
public final class PskSetCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin private final ClientOptions options = new ClientOptions();

    @Parameters(paramLabel = "FILE|-", description = "The file with the keys; - is standard input.")
    private String file = "";

    @Option(
            names = "--validate-only",
            description = "Say what would be refused and change nothing.")
    private boolean isValidateOnly;

    public PskSetCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        List<KeyEntry> entries = read();
        try (ApiClient api = terminal.api()) {
            String account = options.accountId(new Directory(api), terminal.environment());
            KeySettingOutcome outcome =
                    new KeySetting(api, account)
                            .send(entries, isValidateOnly ? Mode.VALIDATE_ONLY : Mode.APPLY);
            PskSetReport report = new PskSetReport(outcome);
            if (options.isJson()) {
                terminal.out().println(report.json());
            } else {
                report.print(terminal.out(), terminal.err());
            }
            Optional<Failure> shortfall = report.shortfall();
            shortfall.ifPresent(failure -> terminal.err().println(failure.report()));
            return shortfall.map(Failure::code).orElse(ExitCode.DONE).number();
        }
    }

    private List<KeyEntry> read() {
        try (InputStream in =
                file.equals("-") ? terminal.in() : Files.newInputStream(Path.of(file))) {
            return KeyFile.read(in);
        } catch (IOException e) {
            throw Failure.usage(
                    "the key file " + file + " cannot be read",
                    "check its name and who may read it; - reads standard input");
        }
    }
}
