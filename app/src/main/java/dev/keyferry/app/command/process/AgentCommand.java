package dev.keyferry.app.command.process;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.Failure;
import dev.keyferry.app.agent.MetricsAddress;
import dev.keyferry.app.agent.MetricsListener;
import dev.keyferry.app.agent.RemoteAgent;
import dev.keyferry.app.agent.RemoteAgentOptions;
import dev.keyferry.app.command.terminal.Terminal;
import dev.keyferry.app.log.LogSetup;
import dev.keyferry.app.serve.CharonSocket;
import dev.keyferry.app.settings.Settings;
import dev.keyferry.app.settings.SettingsFile;
import dev.keyferry.gateway.remote.ServerAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "agent",
        description =
                "Runs a gateway on a host of its own, beside its charon. The first start"
                        + " enrols this host, for which the server must be reachable; every later"
                        + " one works without it, with the keys of the cache. Prints one line"
                        + " `gateway NAME ready` once it runs, and logs to standard error. SIGTERM"
                        + " stops it; the charon keeps its keys.",
        footer = {
            "",
            "Example: keyferry agent --server https://keys.example.net:8788 --ca authority.pem",
            "           --token-file token --edge-key edge.key --charon unix:///run/charon.vici",
            "           --data /var/lib/keyferry-agent"
        })
public final class AgentCommand implements Callable<Integer> {
    /** Far above the pauses between two answers of a server that is there. */
    private static final int MIN_LEASE = 5;

    private static final int MAX_LEASE = 525_600;

    private final Terminal terminal;

    @Option(
            names = "--server",
            required = true,
            paramLabel = "URL",
            description = "Where `keyferry serve --tls` listens: https://HOST:PORT.")
    private String server = "";

    @Option(
            names = "--ca",
            required = true,
            paramLabel = "FILE",
            description = "The authority of the server's certificate in PEM; no other counts.")
    private Path authority = Path.of("");

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "The file with the enrolment token; needed at the first start only.")
    private @Nullable Path tokenFile;

    @Option(
            names = "--edge-key",
            required = true,
            paramLabel = "FILE",
            description =
                    "The edge's private key, as `keyferry edge-key create` made it. Given"
                            + " more than once, the newest first, while one key takes another's"
                            + " place.")
    private List<Path> edgeKeys = List.of();

    @Option(
            names = "--charon",
            required = true,
            paramLabel = "unix:///PATH",
            description = "The VICI socket of the charon on this host.")
    private String charon = "";

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description = "The directory of everything it keeps; made with mode 0700.")
    private Path data = Path.of("");

    @Option(
            names = "--lease",
            paramLabel = "MINUTES",
            description =
                    "Unloads all keys after so long without the server, 5 to 525600, and"
                            + " loads them again once it is there. Without it, keys are held"
                            + " without end.")
    private @Nullable Integer lease;

    @Option(
            names = "--metrics",
            paramLabel = "HOST:PORT",
            description =
                    "Shows /metrics, /healthz/live and /healthz/ready there by plain"
                            + " HTTP; on loopback only, since no token is asked for.")
    private @Nullable String metrics;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The configuration; docs/configuration.md lists all settings.")
    private @Nullable Path config;

    public AgentCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = config == null ? Settings.DEFAULT : SettingsFile.readForAgent(config);
        LogSetup.use(settings.log().format());
        Optional<MetricsListener> listener =
                Optional.ofNullable(metrics).map(MetricsAddress::parse).map(MetricsListener::on);
        RemoteAgent agent =
                RemoteAgent.start(
                        new RemoteAgentOptions(
                                serverAddress(),
                                authority,
                                Optional.ofNullable(tokenFile),
                                edgeKeys,
                                CharonSocket.parse(charon),
                                data.toAbsolutePath(),
                                Optional.ofNullable(lease).map(AgentCommand::lease),
                                settings.gateway()));
        listener.ifPresent(shown -> shown.show(agent));
        UntilSignal.closeAtEnd(() -> {
            listener.ifPresent(MetricsListener::close);
            agent.close();
        });
        terminal.out().println("gateway " + agent.name() + " ready");
        UntilSignal.await();
        return ExitCode.DONE.number();
    }

    private static Duration lease(int minutes) {
        if (minutes < MIN_LEASE || minutes > MAX_LEASE) {
            throw Failure.usage(
                    "--lease: " + minutes + " is not from " + MIN_LEASE + " to " + MAX_LEASE,
                    "give minutes, for instance 1440 for a day");
        }
        return Duration.ofMinutes(minutes);
    }

    private ServerAddress serverAddress() {
        try {
            return ServerAddress.parse(server);
        } catch (IllegalArgumentException e) {
            throw Failure.usage(
                    "--server: " + e.getMessage(),
                    "give the address of `keyferry serve --tls`, as in"
                            + " https://keys.example.net:8788");
        }
    }
}
