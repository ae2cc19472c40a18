package dev.keyferry.app.agent;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.Failure;
import dev.keyferry.app.edgekey.EdgeKeyFile;
import dev.keyferry.feed.GatewayCondition;
import dev.keyferry.feed.directory.DirectoryRefused;
import dev.keyferry.feed.directory.PrivateDirectory;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.seal.EdgePrivateKey;
import dev.keyferry.feed.seal.RecordKey;
import dev.keyferry.feed.seal.SecretFileUnusable;
import dev.keyferry.feed.wire.EnrolAnswer;
import dev.keyferry.gateway.Agent;
import dev.keyferry.gateway.AgentOptions;
import dev.keyferry.gateway.ControlPlane;
import dev.keyferry.gateway.desired.CacheFailed;
import dev.keyferry.gateway.lease.BootClock;
import dev.keyferry.gateway.lease.Lease;
import dev.keyferry.gateway.remote.Authority;
import dev.keyferry.gateway.remote.Enrolment;
import dev.keyferry.gateway.remote.GatewayFile;
import dev.keyferry.gateway.remote.HttpFeed;
import dev.keyferry.gateway.remote.NotLinked;
import dev.keyferry.gateway.remote.ServerLink;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running gateway whose server is elsewhere. Thread-safe. */
public final class RemoteAgent implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RemoteAgent.class);

    private final GatewayName name;
    private final Agent agent;
    private final ServerLink link;
    private final PrivateDirectory directory;

    private RemoteAgent(
            GatewayName name, Agent agent, ServerLink link, PrivateDirectory directory) {
        this.name = name;
        this.agent = agent;
        this.link = link;
        this.directory = directory;
    }

    /**
     * Starts it. The first start in a data directory enrols this host, for which the server must be
     * there; every later one does without the server.
     *
     * @throws Failure if a file, the directory or the server is not fit for it
     */
    public static RemoteAgent start(RemoteAgentOptions options) throws InterruptedException {
        try {
            List<EdgePrivateKey> edgeKeys =
                    options.edgeKeys().stream().map(EdgeKeyFile::read).toList();
            Authority authority = Authority.read(options.authority());
            PrivateDirectory directory = PrivateDirectory.take(options.data());
            boolean isComplete = false;
            try {
                RemoteAgent started =
                        start(
                                options,
                                edgeKeys,
                                directory,
                                new ServerLink(options.server(), authority));
                isComplete = true;
                return started;
            } finally {
                if (!isComplete) {
                    directory.close();
                }
            }
        } catch (NotLinked e) {
            throw new Failure(exitCode(e), String.valueOf(e.getMessage()), e.hint(), e);
        } catch (DirectoryRefused e) {
            throw refused(e, e.hint());
        } catch (SecretFileUnusable e) {
            throw refused(e, e.hint());
        } catch (CacheFailed e) {
            throw refused(e, "check the directory cache in " + options.data());
        }
    }

    /** The name by which the operator enrolled it. */
    public GatewayName name() {
        return name;
    }

    /** Shows in the registry what can be measured of it. */
    public void registerIn(PrometheusRegistry registry) {
        agent.registerIn(registry);
    }

    /** What it says of itself now. */
    public GatewayCondition condition() {
        return agent.condition();
    }

    /** Stops it; its charon keeps the keys. */
    @Override
    public void close() {
        agent.close();
        link.close();
        directory.close();
    }

    /** Where the agent keeps what it holds, sealed. */
    public static Path cache(Path data) {
        return data.resolve("cache");
    }

    private static RemoteAgent start(
            RemoteAgentOptions options,
            List<EdgePrivateKey> edgeKeys,
            PrivateDirectory directory,
            ServerLink link)
            throws InterruptedException {
        boolean isComplete = false;
        try {
            GatewayFile file = new GatewayFile(directory.path());
            EnrolAnswer enrolled =
                    file.exists() ? file.read() : enrol(options, edgeKeys.getFirst(), file, link);
            RecordKey recordKey = recordKey(file, enrolled, edgeKeys);
            HttpFeed feed = new HttpFeed(link, enrolled.token());
            Agent agent =
                    Agent.start(
                            agentOptions(options, enrolled, edgeKeys, recordKey),
                            new ControlPlane(feed, feed, feed, Optional.of(feed)));
            isComplete = true;
            return new RemoteAgent(enrolled.gateway(), agent, link, directory);
        } finally {
            if (!isComplete) {
                link.close();
            }
        }
    }

    private static EnrolAnswer enrol(
            RemoteAgentOptions options, EdgePrivateKey edgeKey, GatewayFile file, ServerLink link)
            throws InterruptedException {
        Path tokenFile =
                options.tokenFile()
                        .orElseThrow(() ->
                                Failure.usage(
                                        options.data()
                                                + " is no gateway's yet and no token is given",
                                        "name the file with the enrolment token by --token-file;"
                                                + " `keyferry gateway enrol` makes one"));
        EnrolAnswer enrolled = Enrolment.enrol(link, EnrolmentTokenFile.read(tokenFile), edgeKey);
        file.write(enrolled);
        LOG.atInfo()
                .addKeyValue("gateway", enrolled.gateway())
                .addKeyValue("edge", enrolled.edge())
                .addKeyValue("file", file)
                .log("enrolled");
        return enrolled;
    }

    /** Has the record key kept under the newest edge key, so that the older ones can go. */
    private static RecordKey recordKey(
            GatewayFile file, EnrolAnswer enrolled, List<EdgePrivateKey> edgeKeys) {
        RecordKey recordKey = Enrolment.recordKey(enrolled, edgeKeys);
        EnrolAnswer kept = Enrolment.under(edgeKeys.getFirst(), enrolled, recordKey);
        if (!kept.equals(enrolled)) {
            file.replace(kept);
        }
        return recordKey;
    }

    private static AgentOptions agentOptions(
            RemoteAgentOptions options,
            EnrolAnswer enrolled,
            List<EdgePrivateKey> edgeKeys,
            RecordKey recordKey) {
        Set<Integer> owners =
                options.settings().charonUid().stream()
                        .boxed()
                        .collect(Collectors.toUnmodifiableSet());
        return new AgentOptions(
                enrolled.gateway(),
                enrolled.edge(),
                enrolled.deployment(),
                enrolled.ikeDomain(),
                options.charon().path(),
                owners,
                cache(options.data()),
                edgeKeys,
                recordKey,
                options.settings().acceptUnsafe(),
                options.settings().onUnsafe(),
                options.lease()
                        .map(length ->
                                Lease.of(
                                        length,
                                        options.data().resolve("lease"),
                                        BootClock.system()))
                        .orElse(Lease.ENDLESS));
    }

    private static ExitCode exitCode(NotLinked e) {
        return switch (e.kind()) {
            case UNREACHABLE -> ExitCode.UNREACHABLE;
            case REFUSED -> ExitCode.REFUSED;
        };
    }

    private static Failure refused(RuntimeException cause, String hint) {
        return new Failure(ExitCode.REFUSED, String.valueOf(cause.getMessage()), hint, cause);
    }
}
