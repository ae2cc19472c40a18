package dev.keyferry.app.command.psk.generate;

import static java.util.stream.Collectors.toMap;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.Failure;
import dev.keyferry.app.api.ApiClient;
import dev.keyferry.app.api.Directory;
import dev.keyferry.app.api.KeyEntry;
import dev.keyferry.app.api.KeySetting;
import dev.keyferry.app.api.KeySetting.Mode;
import dev.keyferry.app.api.Printable;
import dev.keyferry.app.api.Tunnel;
import dev.keyferry.app.command.psk.generate.ChosenTunnels.Chosen;
import dev.keyferry.app.command.psk.set.FileSetting;
import dev.keyferry.app.command.psk.set.SendOptions;
import dev.keyferry.app.command.router.Adopted;
import dev.keyferry.app.command.router.RouterOptions;
import dev.keyferry.app.command.terminal.ClientOptions;
import dev.keyferry.app.command.terminal.Terminal;
import dev.keyferry.server.keyfile.KeyFile;
import dev.keyferry.server.router.RouterSide;
import dev.keyferry.server.usecase.keys.RandomKey;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "generate",
        description =
                "Makes new keys on this machine, writes what each tunnel's router is to"
                        + " be told to a file, and sets the keys.",
        footer = {
            "",
            "The files, and keys.csv beside them, are whole on the disk before a key is set. If the",
            "command ends early, `keyferry psk set DIR/keys.csv`, with the same --account, goes on",
            "with the same keys.",
            "",
            "Examples: keyferry psk generate branch-7 --out-dir handover",
            "          keyferry psk generate --name-prefix acme- --profile fortigate"
                    + " --wan-interface wan1 --out-dir handover"
        })
public final class PskGenerateCommand implements Callable<Integer> {
    /** As long as any profile takes. */
    private static final int MAX_LENGTH = 127;

    private static final int MIN_LENGTH = 20;

    private final Terminal terminal;
    private final SecureRandom random = new SecureRandom();

    @Mixin private final ClientOptions options = new ClientOptions();
    @Mixin private final RouterOptions router = new RouterOptions();
    @Mixin private final SendOptions sending = new SendOptions();
    @Mixin private final ChosenTunnels chosen = new ChosenTunnels();

    @Option(
            names = "--out-dir",
            required = true,
            paramLabel = "DIR",
            description = "Where the files go; made with mode 0700, and no file is replaced.")
    private Path directory = Path.of("");

    @Option(
            names = "--length",
            paramLabel = "COUNT",
            description =
                    "Letters and digits of a key, "
                            + MIN_LENGTH
                            + " to "
                            + MAX_LENGTH
                            + "; ${DEFAULT-VALUE} by default.")
    private int length = RandomKey.LENGTH;

    public PskGenerateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        sending.check();
        chosen.check();
        if (length < MIN_LENGTH || length > MAX_LENGTH) {
            throw Failure.usage(
                    "--length is " + length + ", not from " + MIN_LENGTH + " to " + MAX_LENGTH,
                    "see `keyferry psk generate --help`");
        }
        try (ApiClient api = terminal.api()) {
            String account = options.accountId(new Directory(api), terminal.environment());
            KeySetting setting = new KeySetting(api, account);
            Written written = write(api, account, setting);
            return new FileSetting(terminal, options, setting, sending.batch())
                    .setGenerated(
                            api.base().toString(),
                            account,
                            written.keys(),
                            written.ids(),
                            written.files());
        }
    }

    /** What is on the disk; the keys themselves are in memory no more. */
    private record Written(
            Path keys, Map<String, String> ids, SequencedMap<String, String> files) {}

    private Written write(ApiClient api, String account, KeySetting setting) {
        Adopted adopted = new Adopted();
        Chosen<NewKey> tunnels =
                chosen.of(api, account, KeyFile.MAX_ENTRIES, tunnel -> make(tunnel, adopted));
        List<NewKey> keys = tunnels.kept();
        Handover handover = Handover.in(directory);
        router.note(adopted).ifPresent(terminal.err()::println);
        sending.agree(terminal, keys.size(), tunnels.all());
        requireAccepted(setting, keys);
        SequencedMap<String, String> files = handover.write(keys, router::configuration);
        return new Written(
                handover.keys(), keys.stream().collect(toMap(NewKey::name, NewKey::id)), files);
    }

    /** Also sees that the router's language has words for it, before anything is written. */
    private NewKey make(Tunnel tunnel, Adopted adopted) {
        adopted.look(tunnel);
        RouterSide side = router.side(tunnel);
        router.configuration(side);
        return new NewKey(side, RandomKey.of(random, length));
    }

    /** Asks by the same calls without effect, so that no file holds a key that cannot be set. */
    private void requireAccepted(KeySetting setting, List<NewKey> keys) {
        for (int from = 0; from < keys.size(); from += sending.batch()) {
            SequencedMap<String, KeyEntry> call = new LinkedHashMap<>();
            keys.subList(from, Math.min(from + sending.batch(), keys.size()))
                    .forEach(key -> call.put(key.id(), key.entry()));
            setting.send(call, Mode.VALIDATE_ONLY).refused().entrySet().stream()
                    .findFirst()
                    .ifPresent(refused -> {
                        throw new Failure(
                                ExitCode.REFUSED,
                                "a key for tunnel "
                                        + Printable.of(refused.getKey())
                                        + " would be refused: "
                                        + Printable.of(refused.getValue()),
                                "nothing was written or set; leave the tunnel out, or give --length"
                                        + " where the account wants longer keys");
                    });
        }
    }
}
