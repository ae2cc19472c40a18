package dev.keyferry.app.command.process;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.Failure;
import dev.keyferry.app.command.terminal.Terminal;
import dev.keyferry.app.log.LogSetup;
import dev.keyferry.app.serve.CharonSocket;
import dev.keyferry.app.serve.ServeOptions;
import dev.keyferry.app.serve.Serving;
import dev.keyferry.app.settings.Settings;
import dev.keyferry.app.settings.SettingsFile;
import dev.keyferry.server.http.ListenAddress;
import dev.keyferry.server.http.listen.TlsAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "serve",
        description =
                "Runs the server and, with --charon, a gateway in the same process."
                        + " Prints one line `listening on http://HOST:PORT` when it is ready, with"
                        + " --tls a second one with https, and logs to standard error. SIGTERM"
                        + " stops it. It ends with 1 when an operator begins another epoch in a"
                        + " database that it shares.",
        footer = {
            "",
            "The first start writes an administrator's token to DIR/admin.token.",
            "",
            "Example: keyferry serve --data /var/lib/keyferry --charon unix:///run/charon.vici"
        })
public final class ServeCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description = "The directory of everything it keeps; made with mode 0700.")
    private Path data = Path.of("");

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            description = "Where the API listens, on the loopback; default 127.0.0.1:8787.")
    private String listen = "127.0.0.1:8787";

    @Option(
            names = "--tls",
            paramLabel = "HOST:PORT",
            description =
                    "Where the API and gateways are served over TLS, such as"
                            + " 0.0.0.0:8788; without it, or the setting tls.listen, nowhere.")
    private @Nullable String tls;

    @Option(
            names = "--charon",
            paramLabel = "unix:///PATH",
            description = "The VICI socket of the charon on this host.")
    private @Nullable String charon;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The configuration; docs/configuration.md lists all settings.")
    private @Nullable Path config;

    public ServeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = config == null ? Settings.DEFAULT : SettingsFile.read(config);
        LogSetup.use(settings.log().format());
        Serving serving =
                Serving.start(
                        new ServeOptions(
                                data.toAbsolutePath(),
                                listenAddress(),
                                Optional.ofNullable(tls).map(ServeCommand::tlsAddress),
                                Optional.ofNullable(charon).map(CharonSocket::parse),
                                settings));
        UntilSignal.closeAtEnd(serving::close);
        terminal.out().println("listening on " + origin(serving.base()));
        serving.tlsOrigin().ifPresent(origin -> terminal.out().println("listening on " + origin));
        serving.awaitReplaced();
        throw new Failure(
                ExitCode.REFUSED,
                "the database has another epoch than when this server was started: an operator"
                        + " decided about it",
                "start the server again; it goes by the new epoch then, as gateways do");
    }

    private static TlsAddress tlsAddress(String text) {
        try {
            return TlsAddress.parse(text);
        } catch (IllegalArgumentException e) {
            throw Failure.usage(
                    "--tls " + text + ": " + e.getMessage(),
                    "write it as in 0.0.0.0:8788 for every address of this machine");
        }
    }

    private ListenAddress listenAddress() {
        try {
            return ListenAddress.parse(listen);
        } catch (IllegalArgumentException e) {
            throw Failure.usage(
                    "--listen " + listen + ": " + e.getMessage(),
                    "listen on the loopback, as in 127.0.0.1:8787, and reach it through SSH");
        }
    }

    private static String origin(URI base) {
        return base.getScheme() + "://" + base.getAuthority();
    }
}
