package dev.keyferry.server;

import dev.keyferry.feed.id.DeploymentId;
import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.server.store.Founding;
import dev.keyferry.server.store.SqliteStore;
import dev.keyferry.server.store.StoreMismatch;
import dev.keyferry.server.usecase.port.CommitListener;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Opens the store of a server. */
final class Opening {
    private static final String DEPLOYMENT_ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final int DEPLOYMENT_LENGTH = 8;

    private Opening() {}

    static SqliteStore open(
            ServerOptions options,
            DataDirectory directory,
            ServerKeys keys,
            CommitListener listener,
            RandomGenerator random,
            InstantSource clock) {
        Founding founding =
                new Founding(
                        deployment(random),
                        epoch(random),
                        options.domain(),
                        keys.edgeKey(),
                        gateways(options));
        try {
            return SqliteStore.open(directory.database(), founding, clock, listener);
        } catch (StoreMismatch e) {
            throw new StartRefused(String.valueOf(e.getMessage()), e.hint(), e);
        }
    }

    private static Set<GatewayName> gateways(ServerOptions options) {
        return switch (options.gateway()) {
            case PRESENT -> Set.of(GatewayName.LOCAL);
            case ABSENT -> Set.of();
        };
    }

    private static DeploymentId deployment(RandomGenerator random) {
        StringBuilder id = new StringBuilder();
        for (int i = 0; i < DEPLOYMENT_LENGTH; i++) {
            id.append(DEPLOYMENT_ALPHABET.charAt(random.nextInt(DEPLOYMENT_ALPHABET.length())));
        }
        return new DeploymentId(id.toString());
    }

    private static Epoch epoch(RandomGenerator random) {
        byte[] bytes = new byte[Epoch.DIGITS / 2];
        random.nextBytes(bytes);
        return new Epoch(HexFormat.of().formatHex(bytes));
    }
}
