package dev.keyferry.server;

import dev.keyferry.feed.id.DeploymentId;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.Epoch;
import dev.keyferry.server.ServerOptions.LocalGateway;
import dev.keyferry.server.data.ServerKeys;
import dev.keyferry.server.data.StartRefused;
import dev.keyferry.server.domain.edge.EdgeKey.Custody;
import dev.keyferry.server.domain.gateway.Gateway;
import dev.keyferry.server.domain.gateway.KeptGateway;
import dev.keyferry.server.store.Engine;
import dev.keyferry.server.store.Store;
import dev.keyferry.server.store.founding.Founding;
import dev.keyferry.server.store.founding.StoreMismatch;
import dev.keyferry.server.usecase.gateway.GatewayMacs;
import dev.keyferry.server.usecase.port.CommitListener;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Opens the store of a server. */
final class Opening {
    private static final String DEPLOYMENT_ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final int DEPLOYMENT_LENGTH = 8;

    private Opening() {}

    /**
     * The database that this server shares with others, if it does.
     *
     * @throws StartRefused if a gateway is to run in this process: each start of a server enrols
     *     its own, and would end those in the others
     */
    static Optional<Engine> shared(ServerOptions options) {
        if (options.database().isPresent() && options.gateway() == LocalGateway.PRESENT) {
            throw new StartRefused(
                    "servers of a shared database have no gateway in their process",
                    "leave out --charon, and run keyferry agent beside the charon");
        }
        return options.database().map(Engine::postgres);
    }

    static Store open(
            ServerOptions options,
            Engine engine,
            ServerKeys keys,
            GatewayMacs macs,
            CommitListener listener,
            RandomGenerator random,
            InstantSource clock) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Founding founding =
                new Founding(
                        deployment(random),
                        Epoch.random(random),
                        options.domain(),
                        keys.embedded()
                                .map(key ->
                                        keys.macs()
                                                .keep(EdgeId.DEFAULT, key, Custody.EMBEDDED, now)),
                        local(options, macs, now));
        try {
            return Store.open(engine, founding, clock, listener);
        } catch (StoreMismatch e) {
            throw new StartRefused(String.valueOf(e.getMessage()), e.hint(), e);
        }
    }

    private static Optional<KeptGateway> local(
            ServerOptions options, GatewayMacs macs, Instant now) {
        return switch (options.gateway()) {
            case PRESENT -> Optional.of(macs.keep(Gateway.local(now)));
            case ABSENT -> Optional.empty();
        };
    }

    private static DeploymentId deployment(RandomGenerator random) {
        StringBuilder id = new StringBuilder();
        for (int i = 0; i < DEPLOYMENT_LENGTH; i++) {
            id.append(DEPLOYMENT_ALPHABET.charAt(random.nextInt(DEPLOYMENT_ALPHABET.length())));
        }
        return new DeploymentId(id.toString());
    }
}
