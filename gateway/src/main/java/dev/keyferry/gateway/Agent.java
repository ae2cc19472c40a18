package dev.keyferry.gateway;

import dev.keyferry.feed.Feed;
import dev.keyferry.feed.GatewayCondition;
import dev.keyferry.feed.id.SessionId;
import dev.keyferry.feed.seal.Opener;
import dev.keyferry.gateway.charon.CharonLoop;
import dev.keyferry.gateway.charon.SecretPolicy;
import dev.keyferry.gateway.desired.Desired;
import dev.keyferry.gateway.desired.RecordCheck;
import dev.keyferry.gateway.desired.SealedCache;
import dev.keyferry.gateway.progress.Counts;
import dev.keyferry.gateway.progress.Reporter;
import dev.keyferry.gateway.proof.EvidenceSender;
import dev.keyferry.gateway.proof.ProofWatch;
import dev.keyferry.gateway.reauth.BegunOrders;
import dev.keyferry.gateway.reauth.Reauthentication;
import dev.keyferry.gateway.rules.ConnectionCheck;
import dev.keyferry.gateway.rules.SocketCheck;
import dev.keyferry.gateway.watch.Charon;
import dev.keyferry.gateway.watch.ConnectionWatch;
import dev.keyferry.gateway.watch.Pacing;
import dev.keyferry.gateway.watch.SaEnding;
import dev.keyferry.gateway.witness.Witness;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one charon as the control plane says, and says what is so. It needs neither of them to
 * start: keys come from the cache until the control plane is there, and wait until the charon is.
 */
public final class Agent implements AutoCloseable {
    /** How long closing waits for each thread. */
    private static final Duration END_DEADLINE = Duration.ofSeconds(5);

    /** Pause before a loop that failed runs again. */
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    /** The file beside the sealed cache that names the last order begun. */
    private static final String BEGUN_ORDERS = "reauth-begun";

    /** The file beside the sealed cache that has the head of the audit. */
    public static final String AUDIT_HEAD = "audit-head";

    /** Between two questions for the head of the audit. */
    private static final Duration WITNESS_PAUSE = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(Agent.class);

    private final SealedCache cache;
    private final AgentMetrics metrics;
    private final List<Thread> threads;

    private Agent(SealedCache cache, AgentMetrics metrics, List<Thread> threads) {
        this.cache = cache;
        this.metrics = metrics;
        this.threads = threads;
    }

    /**
     * Starts an agent.
     *
     * @throws dev.keyferry.gateway.desired.CacheFailed if its cache cannot be opened
     */
    public static Agent start(AgentOptions options, ControlPlane server) {
        return start(options, server, Pacing.USUAL);
    }

    static Agent start(AgentOptions options, ControlPlane server, Pacing pacing) {
        if (!options.acceptUnsafe().isEmpty()) {
            LOG.atWarn()
                    .addKeyValue("connections", options.acceptUnsafe())
                    .log("unsafe connections are accepted: isolation is not assured");
        }
        SecureRandom random = new SecureRandom();
        SessionId session = session(random);
        Opener opener = new Opener(options.edgeKeys(), options.recordKey());
        Counts counts = new Counts();
        Feed heard =
                new HeardFeed(
                        server.feed(),
                        () -> {
                            counts.linked();
                            options.lease().renew();
                        });
        Reporter reporter = new Reporter(heard, session, counts);
        SealedCache cache = SealedCache.open(options.cacheDirectory());
        RecordCheck check = new RecordCheck(options.edge(), options.ikeDomain(), opener);
        Desired desired = new Desired(cache, check, options.recordKey(), reporter.progress());
        Charon charon =
                new Charon(options.charonSocket(), new SocketCheck(options.socketOwners()), pacing);
        ConnectionWatch watch =
                new ConnectionWatch(charon, new ConnectionCheck(options.acceptUnsafe()));
        SaEnding endings = new SaEnding(charon);
        SecretPolicy policy =
                new SecretPolicy(options.deployment(), options.onUnsafe(), opener, options.lease());
        CharonLoop charonLoop = new CharonLoop(charon, policy, desired, reporter, watch, endings);
        FeedLoop feedLoop =
                new FeedLoop(heard, session, desired, reporter.standing(), new Retry(random));
        EvidenceSender sender = new EvidenceSender(heard, session, desired::reached, counts);
        ProofWatch proofs = new ProofWatch(charon, watch, desired, reporter, sender);
        ReauthLoop reauth =
                new ReauthLoop(
                        server.reauthenticating(),
                        new ReauthLoop.Recognition(
                                options.edge(), options.recordKey(), desired::reached),
                        BegunOrders.of(options.cacheDirectory().resolve(BEGUN_ORDERS)),
                        new Reauthentication(charon, desired, proofs),
                        new Retry(random));
        Witness witness = Witness.of(options.cacheDirectory().resolve(AUDIT_HEAD));
        WitnessLoop witnessing =
                new WitnessLoop(
                        server.witnessing(),
                        witness,
                        desired::reached,
                        new Retry(random),
                        WITNESS_PAUSE);
        Map<String, Runnable> loops = new HashMap<>();
        loops.putAll(
                Map.of(
                        "feed", feedLoop,
                        "charon", charonLoop,
                        "connections", watch,
                        "sas", endings,
                        "reports", reporter,
                        "proofs", proofs,
                        "evidence", sender,
                        "reauth", reauth,
                        "witness", witnessing));
        Resealer.Keys keys =
                new Resealer.Keys(options.edge(), options.edgeKeys(), options.recordKey());
        server.resealing()
                .map(resealing -> new Resealer(resealing, desired, opener, keys, new Retry(random)))
                .ifPresent(resealer -> loops.put("reseal", resealer));
        return new Agent(
                cache,
                new AgentMetrics(desired, reporter, witness),
                loops.entrySet().stream()
                        .map(loop -> thread(options.name() + "-" + loop.getKey(), loop.getValue()))
                        .toList());
    }

    /** Shows in the registry what can be measured of this gateway. */
    public void registerIn(PrometheusRegistry registry) {
        metrics.registerIn(registry);
    }

    /** What this gateway says of itself now. */
    public GatewayCondition condition() {
        return metrics.condition();
    }

    /** Stops. The charon keeps its keys. */
    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
        try {
            for (Thread thread : threads) {
                if (!thread.join(END_DEADLINE)) {
                    LOG.atWarn().addKeyValue("thread", thread.getName()).log("thread still runs");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        cache.close();
    }

    private static Thread thread(String name, Runnable loop) {
        return Thread.ofVirtual().name("gateway-" + name).start(() -> runAgainAndAgain(loop));
    }

    /**
     * The one boundary of each thread: whatever fails in one, an error of the virtual machine
     * included, the gateway goes on. A loop that ended in silence would leave the others to report
     * that all is well.
     */
    private static void runAgainAndAgain(Runnable loop) {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                loop.run();
            } catch (Throwable e) {
                LOG.atError().setCause(e).log("gateway loop failed");
                LockSupport.parkNanos(AFTER_FAILURE.toNanos());
            }
        }
    }

    private static SessionId session(SecureRandom random) {
        byte[] bytes = new byte[SessionId.DIGITS / 2];
        random.nextBytes(bytes);
        return new SessionId(HexFormat.of().formatHex(bytes));
    }
}
