package dev.keyferry.bench.work;

import dev.keyferry.bench.fleet.RemoteEdge;
import dev.keyferry.bench.fleet.ServerProcess;
import dev.keyferry.bench.product.ApiCaller;
import dev.keyferry.bench.product.KeySet;
import dev.keyferry.bench.report.Row;
import dev.keyferry.bench.report.Times;
import dev.keyferry.lab.Lab;
import dev.keyferry.lab.charon.CharonOptions;
import dev.keyferry.lab.space.DataPath;
import java.util.List;

/**
 * Sets keys of an edge with three gateways, whose agents are linked by TLS, beside real charons.
 */
final class ThreeGateways implements Benchmark {
    private static final int GATEWAYS = 3;
    private static final int WARM_UP = 20;

    @Override
    public String name() {
        return "gateways";
    }

    @Override
    public List<Row> run(Workbench bench) throws InterruptedException {
        Times single = new Times();
        Times bulk = new Times();
        try (Lab lab = Lab.open(DataPath.IKE_ONLY);
                ServerProcess server = ServerProcess.start(bench.freshDirectory().resolve("data"));
                ApiCaller api = server.api();
                RemoteEdge edge = RemoteEdge.create(server, bench.freshDirectory())) {
            ApiCaller.Account account = api.createAccount("bench");
            List<String> tunnels = api.createTunnels(account, bench.scale().keys());
            CharonOptions quiet = CharonOptions.stock().withLogLevel("default", 0);
            for (int number = 1; number <= GATEWAYS; number++) {
                String name = "gw-" + number;
                edge.start(name, lab.addGateway(name, quiet).socket());
            }
            for (int round = 0; round < bench.scale().rounds(); round++) {
                KeySet keys = KeySet.fresh(tunnels);
                bulk.add(api.setPsks(account, keys).requireAllLoaded(keys.size()).took());
            }
            for (int call = -WARM_UP; call < bench.scale().samples(); call++) {
                KeySet key = KeySet.fresh(List.of(tunnels.get(Math.abs(call) % tunnels.size())));
                ApiCaller.SetOutcome outcome = api.setPsks(account, key).requireAllLoaded(1);
                if (call >= 0) {
                    single.add(outcome.took());
                }
            }
        }
        bench.say("all keys, ms each: " + bulk.all());
        String work = "%,d keys on %d gateways over TLS".formatted(bench.scale().keys(), GATEWAYS);
        String one =
                "1 key of %,d on %d gateways over TLS".formatted(bench.scale().keys(), GATEWAYS);
        return List.of(
                Row.beside(one + ", p50", Times.text(single.median())),
                Row.beside(one + ", p99", Times.text(single.percentile(99))),
                Row.beside(work, Times.text(bulk.median())));
    }
}
