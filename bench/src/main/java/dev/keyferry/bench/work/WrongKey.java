package dev.keyferry.bench.work;

import dev.keyferry.bench.product.ApiCaller;
import dev.keyferry.bench.product.KeySet;
import dev.keyferry.bench.product.Product;
import dev.keyferry.bench.report.Row;
import dev.keyferry.bench.report.Times;
import dev.keyferry.lab.Gateway;
import dev.keyferry.lab.Lab;
import dev.keyferry.lab.LabTunnel;
import dev.keyferry.lab.Router;
import dev.keyferry.lab.charon.CharonOptions;
import dev.keyferry.lab.charon.IkeId;
import dev.keyferry.lab.space.DataPath;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A router comes with a wrong key: how soon does the API tell so? */
final class WrongKey implements Benchmark {
    private static final int TIMES_AS_MANY = 4;
    private static final Duration ATTEMPT = Duration.ofSeconds(5);
    private static final Duration DEADLINE = Duration.ofSeconds(20);
    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(5);

    /** A router that comes sooner is told to have come before the key was there for certain. */
    private static final Duration CERTAIN = Duration.ofSeconds(2);

    @Override
    public String name() {
        return "wrong-key";
    }

    @Override
    public List<Row> run(Workbench bench) throws InterruptedException {
        Times times = new Times();
        Path data = bench.freshDirectory().resolve("data");
        try (Lab lab = Lab.open(DataPath.IKE_ONLY)) {
            Gateway gateway = lab.addGateway("gw", CharonOptions.stock());
            Router router = lab.addRouter("r1", CharonOptions.stock());
            try (Product product = Product.start(data, gateway.socket())) {
                ApiCaller api = product.api();
                ApiCaller.Account account = api.createAccount("bench");
                String tunnel = api.createTunnels(account, 1).getFirst();
                LabTunnel path =
                        LabTunnel.between(
                                gateway,
                                router,
                                IkeId.ipv4(gateway.host().internetAddress()),
                                IkeId.keyId(account.number() + "_" + tunnel));
                gateway.load(path);
                for (int round = 0; round < bench.scale().rounds() * TIMES_AS_MANY; round++) {
                    api.setPsks(account, KeySet.fresh(List.of(tunnel))).requireAllLoaded(1);
                    Thread.sleep(CERTAIN);
                    times.add(untilRejected(api, account, tunnel, router, path));
                }
            }
        }
        String work = "from a wrong key's first packet to rejected in the API";
        bench.say(work + ", ms each: " + times.all());
        return List.of(
                Row.beside(work + ", p50", Times.text(times.median())),
                Row.beside(
                        work + ", worst of " + times.count(), Times.text(times.percentile(100))));
    }

    private static Duration untilRejected(
            ApiCaller api, ApiCaller.Account account, String tunnel, Router router, LabTunnel path)
            throws InterruptedException {
        String wrong = KeySet.fresh(List.of(tunnel)).keyOf(tunnel);
        router.load(path, wrong.getBytes(StandardCharsets.US_ASCII));
        long start = System.nanoTime();
        Thread attempt = Thread.ofPlatform().start(() -> router.initiate(path, ATTEMPT));
        while (!api.state(account, tunnel).equals("rejected")) {
            if (System.nanoTime() - start > DEADLINE.toNanos()) {
                throw new IllegalStateException("a wrong key was not told as rejected");
            }
            Thread.sleep(BETWEEN_QUESTIONS);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        attempt.join();
        return took;
    }
}
