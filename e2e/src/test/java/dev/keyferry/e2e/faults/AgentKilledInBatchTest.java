package dev.keyferry.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.e2e.parts.AgentProcess;
import dev.keyferry.e2e.parts.Api;
import dev.keyferry.e2e.parts.Keys;
import dev.keyferry.e2e.parts.RemoteEdge;
import dev.keyferry.e2e.parts.ServeProcess;
import dev.keyferry.e2e.parts.ViciProxy;
import dev.keyferry.e2e.parts.ViciProxy.Fault;
import dev.keyferry.e2e.parts.ViciProxy.Moment;
import dev.keyferry.lab.Gateway;
import dev.keyferry.lab.Lab;
import dev.keyferry.lab.space.DataPath;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Kills an agent with SIGKILL at its n-th request to charon after several keys were set in one
 * call, for every n until the call is answered first. Whatever n is, the charon holds one key of
 * each tunnel throughout, is never given a former one after a newer one, and has the newest of all
 * once the agent runs again.
 */
class AgentKilledInBatchTest {
    private static final String ADDRESS = "203.0.113.9";
    private static final int TUNNELS = 5;

    /** A batch needs far fewer; a run that never ends is a fault of its own. */
    private static final int MOST_REQUESTS = 60;

    private static final long MOST_SECONDS = 60;

    @TempDir private Path directory;

    private final Loads loads = new Loads((_, _) -> OptionalInt.empty());

    /** Each key's number, which is that of its batch, by the key. */
    private final Map<String, Integer> numbers = new ConcurrentHashMap<>();

    /** The account whose tunnels get the keys. */
    private record Account(Api api, String id, List<String> tunnels) {
        Api.Answer set(Map<String, String> keys) {
            return api.setPsks(id, keys);
        }
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void everyTunnelHasAKeyThroughoutAndGetsTheNewest(Moment moment) throws Exception {
        try (Lab lab = Lab.open(DataPath.IKE_ONLY);
                ServeProcess serve = serve()) {
            RemoteEdge edge = RemoteEdge.create(serve, directory, "frankfurt", ADDRESS);
            Account account = account(serve.api());
            Gateway gateway = lab.addGateway("gw1");
            Path socket = directory.resolve("v.sock");
            var options = edge.agent("fra-1", edge.enrol("fra-1"), socket);
            try (ViciProxy proxy = ViciProxy.open(socket, gateway.socket(), this::recorder)) {
                Map<String, String> held = batch(account, 1);
                int n = 0;
                boolean wasKilled = true;
                while (wasKilled) {
                    n++;
                    assertThat(n).isLessThan(MOST_REQUESTS);
                    Map<String, String> next = batch(account, n + 1);
                    try (AgentProcess agent = AgentProcess.start(options)) {
                        agent.awaitReady();
                        setAndLoad(account, held);
                        wasKilled = dieAt(n, moment, proxy, agent, () -> account.set(next));
                        assertThat(gateway.charon().client().secretIds())
                                .as("at request %d", n)
                                .hasSize(TUNNELS);
                    }
                    held = next;
                }
                assertThat(n).as("requests of a batch").isGreaterThan(TUNNELS);
            }
        }
    }

    /** Tells whether the kill came before the call was answered. */
    private boolean dieAt(
            int n, Moment moment, ViciProxy proxy, AgentProcess agent, Supplier<Api.Answer> call)
            throws Exception {
        CompletableFuture<Boolean> isKilled = new CompletableFuture<>();
        proxy.arm(
                new Fault(
                        n,
                        moment,
                        () -> {
                            agent.kill();
                            isKilled.complete(true);
                        }));
        CompletableFuture<Boolean> isAnswered =
                CompletableFuture.supplyAsync(call).thenApply(_ -> false);
        boolean wasKilled =
                isKilled.applyToEither(isAnswered, first -> first)
                        .get(MOST_SECONDS, TimeUnit.SECONDS);
        proxy.arm(Fault.NONE);
        return wasKilled;
    }

    /** Also what was answered before: whoever repeats a call is told how its keys stand now. */
    private void setAndLoad(Account account, Map<String, String> keys) {
        Optional<Api.Answer> loaded =
                IntStream.range(0, 5)
                        .mapToObj(_ -> account.set(keys))
                        .filter(answer -> isLoaded(answer, keys))
                        .findFirst();
        assertThat(loaded).as("an answer that all keys are loaded").isPresent();
        assertThat(loads.violations()).isEmpty();
        keys.forEach(
                (tunnel, key) -> assertThat(loads.of(tunnel).key()).contains(numbers.get(key)));
    }

    private static boolean isLoaded(Api.Answer answer, Map<String, String> keys) {
        return keys.keySet().stream().map(answer::state).allMatch("loaded"::equals);
    }

    private Map<String, String> batch(Account account, int number) {
        Map<String, String> keys = new HashMap<>();
        account.tunnels().forEach(tunnel -> keys.put(tunnel, Keys.fresh()));
        keys.values().forEach(key -> numbers.put(key, number));
        return keys;
    }

    private static Account account(Api api) {
        String id = api.createAccount("acme");
        List<String> tunnels =
                IntStream.rangeClosed(1, TUNNELS)
                        .mapToObj(i -> api.createTunnel(id, "t-" + i, ADDRESS, i))
                        .map(tunnel -> tunnel.path("id").asString())
                        .toList();
        return new Account(api, id, tunnels);
    }

    private Recorder recorder() {
        return new Recorder(
                loads, key -> numbers.getOrDefault(new String(key, StandardCharsets.US_ASCII), -1));
    }

    private ServeProcess serve() {
        return ServeProcess.start(directory.resolve("data"), List.of("--tls", "127.0.0.1:0"));
    }
}
