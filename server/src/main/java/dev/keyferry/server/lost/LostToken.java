package dev.keyferry.server.lost;

import dev.keyferry.server.data.DataDirectory;
import dev.keyferry.server.data.EpochsMac;
import dev.keyferry.server.data.StorePlace;
import dev.keyferry.server.domain.token.Token;
import dev.keyferry.server.stopped.StoppedServer;
import dev.keyferry.server.stopped.TokensInForce;
import dev.keyferry.server.store.StoppedStore;
import dev.keyferry.server.usecase.port.Change;
import dev.keyferry.server.usecase.port.Change.Action;
import dev.keyferry.server.usecase.port.Change.Names;
import dev.keyferry.server.usecase.port.Decision;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Makes another administrator's token. The former one always ends, because nobody can tell a lost
 * one from a stolen one. Confined to one thread.
 */
public final class LostToken {
    private static final String OUTCOME =
            "another administrator's token made; the former one of this directory ends";

    private final SecureRandom random;
    private final InstantSource clock;

    public LostToken(SecureRandom random, InstantSource clock) {
        this.random = random;
        this.clock = clock;
    }

    /**
     * What there is now.
     *
     * @param file with the new token
     * @param others API tokens that are good or may become it: whoever had the former one may have
     *     made some
     */
    public record Renewed(Path file, List<Token> others) {
        public Renewed {
            others = List.copyOf(others);
        }
    }

    /**
     * Makes the token. Its record in the audit comes first: where this ends in between, there is a
     * record too many and no token that nobody knows of.
     *
     * @throws dev.keyferry.server.data.StartRefused if a server runs on the directory, or there is
     *     no store of this deployment, or the fingerprint key is missing
     * @throws dev.keyferry.feed.seal.SecretFileUnusable if the fingerprint key cannot be read, or
     *     the token's file cannot be written
     */
    public Renewed renew(StorePlace place) {
        try (StoppedServer stopped = StoppedServer.take(place, random)) {
            StoppedStore store = stopped.store();
            EpochsMac.requireAuthentic(stopped.directory().fingerprintKey(), store.epochs());
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            store.write(
                    new Change<>(
                            StoppedServer.operator(random),
                            Action.RENEW_ADMIN_TOKEN,
                            1,
                            Names.NOTHING,
                            _ -> new Decision<>("", List.of(), OUTCOME)),
                    now);
            stopped.directory().renewAdministratorToken();
            return new Renewed(
                    DataDirectory.administratorToken(place.directory()),
                    TokensInForce.of(store, now));
        }
    }
}
